package kit

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
)

// fyneTranslations returns the folder with Fyne's translations.
func fyneTranslations(t *testing.T) string {
	t.Helper()
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "fyne.io/fyne/v2").Output()
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Join(string(bytes.TrimSpace(dir)), "lang", "translations")
}

// setLocale makes Fyne choose its language anew, on a system with a locale.
func setLocale(t *testing.T, l fyne.Locale) {
	t.Helper()
	for _, name := range []string{"LC_ALL", "LANG", "LANGUAGE"} {
		t.Setenv(name, strings.ReplaceAll(string(l), "-", "_"))
	}
	if err := lang.AddTranslationsForLocale([]byte(`{"a text of this test": "a text of this test"}`), "en"); err != nil {
		t.Fatal(err)
	}
}

func TestFynesTextsAreEnglishInEveryLocale(t *testing.T) {
	for _, l := range fyneLanguages() {
		setLocale(t, l)
		if l == "de" && lang.L("Copy") != "Kopieren" {
			t.Errorf("in German, without UseEnglish, Fyne says %q", lang.L("Copy"))
		}
		UseEnglish()
		for key, want := range englishTexts() {
			if got := lang.X(key, want); got != want {
				t.Errorf("%s: %s is %q, want %q", l, key, got, want)
			}
		}
	}
}

func TestUseEnglishCoversAllOfFynesTextsAndLanguages(t *testing.T) {
	dir := fyneTranslations(t)
	want, err := os.ReadFile(filepath.Join(dir, "base.en.json"))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(want, fyneTexts) {
		t.Error("english.json differs from Fyne's base.en.json")
	}
	files, err := filepath.Glob(filepath.Join(dir, "base.*.json"))
	if err != nil || len(files) != len(fyneLanguages())+1 {
		t.Errorf("Fyne has the translations %q, %v", files, err)
	}
	for _, l := range fyneLanguages() {
		if _, err := os.Stat(filepath.Join(dir, "base."+strings.ReplaceAll(string(l), "-", "_")+".json")); err != nil {
			t.Error(err)
		}
	}
}
