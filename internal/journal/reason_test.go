package journal

import "testing"

func TestReasonsAndKindsHaveDistinctNames(t *testing.T) {
	seen := map[string]Reason{}
	for r := ByPlayer; r <= NoDescriptors; r++ {
		name := r.String()
		if r == TooManyPending {
			if name != TooMany.String() {
				t.Errorf("reason %d is %q; readers of the JSON lines know it as %q", r, name, TooMany)
			}
			continue
		}
		if other, ok := seen[name]; name == "" || ok {
			t.Errorf("reason %d is %q, as is %d", r, name, other)
		}
		seen[name] = r
	}
	kinds := map[string]Kind{}
	for k := Message; k <= Skipped; k++ {
		name := k.String()
		if other, ok := kinds[name]; name == "" || ok {
			t.Errorf("kind %d is %q, as is %d", k, name, other)
		}
		kinds[name] = k
	}
	if Reason(0).String() != "" || Kind(0).String() != "" || (NoDescriptors+1).String() != "" || (Skipped+1).String() != "" {
		t.Error("an invalid reason or kind has a name")
	}
}
