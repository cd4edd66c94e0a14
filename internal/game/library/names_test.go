package library

import (
	"fmt"
	"testing"
)

func TestAnUnusedNameCountsCopies(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		used []string
		want string
	}{
		"Chess":     {nil, "Chess"},
		"Echo":      {nil, "Echo 2"}, // a built-in game
		"eCHO":      {nil, "eCHO 2"},
		"Echo 2":    {[]string{"Echo 2"}, "Echo 3"},
		"Echo 3":    {[]string{"Echo 2", "Echo 3"}, "Echo 4"},
		"2048":      {[]string{"2048"}, "2048 2"},
		"2048 2":    {[]string{"2048", "2048 2"}, "2048 3"},
		"Chess 960": {[]string{"Chess", "Chess 960"}, "Chess 960 2"},
		"Level 2":   {[]string{"Level 2"}, "Level 2 2"},
	} {
		l := newLibrary(t)
		for i, used := range c.used {
			writeFile(t, l.Folder(), fmt.Sprintf("%d.toml", i), fmt.Sprintf("name = %q\nrule = 'echo'", used))
		}
		l.Reload()
		if got := l.UnusedName(name); got != c.want {
			t.Errorf("beside %q the unused name for %q is %q, want %q", c.used, name, got, c.want)
		}
	}
}
