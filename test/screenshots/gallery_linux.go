package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// writeGallery writes README.md, which shows all pictures in the folder, older ones included.
func writeGallery(folder string) error {
	var b strings.Builder
	b.WriteString("# Pictures\n\nEvery state of the window, in light and dark, as `make screenshots` takes them from the real one and writes this page.\n")
	for _, sc := range scenes {
		title := strings.ToUpper(sc.name[:1]) + strings.ReplaceAll(sc.name[1:], "-", " ")
		fmt.Fprintf(&b, "\n## %s\n", title)
		for _, theme := range themes {
			pictures, err := filepath.Glob(filepath.Join(folder, sc.name+"-"+theme+"*.png"))
			if err != nil {
				return err
			}
			for _, p := range pictures {
				fmt.Fprintf(&b, "\n![%s, %s](%s)\n", title, theme, filepath.Base(p))
			}
		}
	}
	return os.WriteFile(filepath.Join(folder, "README.md"), []byte(b.String()), 0o644)
}
