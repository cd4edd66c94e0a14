package kit

import (
	_ "embed"
	"encoding/json"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
)

// fyneTexts are the English texts of Fyne's own translations, by key. They are Fyne's lang/translations/base.en.json.
//
//go:embed english.json
var fyneTexts []byte

// fyneLanguages returns the other languages that Fyne is translated to.
func fyneLanguages() []fyne.Locale {
	return []fyne.Locale{"cs", "de", "el", "es", "fr", "ja", "pl", "pt", "pt-BR", "ru", "sv", "ta", "uk", "zh-Hans"}
}

// UseEnglish makes Fyne's own texts English, as all others of Porchlight are. Fyne chooses the language by the locale of
// the system and has no setting for it, and its keys, such as "Copy" and "Undo", are Porchlight's too. So the English
// texts replace its translations. Call it before the first text is made.
func UseEnglish() {
	for _, l := range fyneLanguages() {
		if isEnglish() { // a replaced language may make Fyne ask the system for its locale, which takes time on macOS
			return
		}
		if err := lang.AddTranslationsForLocale(fyneTexts, l); err != nil {
			fyne.LogError("Fyne's texts could not be replaced", err)
		}
	}
}

// isEnglish reports whether all of Fyne's texts are English now.
func isEnglish() bool {
	for key, text := range englishTexts() {
		if lang.X(key, text) != text {
			return false
		}
	}
	return true
}

// englishTexts returns fyneTexts by key.
func englishTexts() map[string]string {
	var raw map[string]any
	if err := json.Unmarshal(fyneTexts, &raw); err != nil {
		fyne.LogError("Fyne's texts could not be read", err)
	}
	texts := map[string]string{}
	for key, v := range raw {
		switch v := v.(type) {
		case string:
			texts[key] = v
		case map[string]any:
			texts[key], _ = v["other"].(string)
		}
	}
	return texts
}
