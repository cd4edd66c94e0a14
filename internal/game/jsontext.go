package game

import "unicode/utf8"

// appendJSON appends text as the content of a JSON string, without its quotes. Bytes that are not UTF-8 become
// U+FFFD. It allocates only to grow dst.
func appendJSON(dst []byte, text string) []byte {
	const digits = "0123456789abcdef"
	for _, r := range text { // an invalid byte is read as U+FFFD
		switch {
		case r == '"' || r == '\\':
			dst = append(dst, '\\', byte(r))
		case r < ' ':
			dst = append(dst, '\\', 'u', '0', '0', digits[r>>4], digits[r&15])
		default:
			dst = utf8.AppendRune(dst, r)
		}
	}
	return dst
}

// maxJSONByte is the most bytes that one byte takes in a JSON string.
const maxJSONByte = len(`\u0000`)
