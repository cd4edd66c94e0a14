package main

import (
	"errors"
	"testing"
)

func TestOnlyTheRejectionByADisplayIsRecovered(t *testing.T) {
	ends := func(with any) (panicked any) {
		defer func() { panicked = recover() }()
		func() {
			defer refusal()
			if with != nil {
				panic(with)
			}
		}()
		return nil
	}
	if p := ends(errors.New("NotInitialized: The GLFW library is not initialized")); p != nil {
		t.Errorf("a display's refusal goes on as the panic %v", p)
	}
	if p := ends(nil); p != nil {
		t.Errorf("without a panic there is %v", p)
	}
	for _, mistake := range []any{errors.New("index out of range"), "NotInitialized: of our own", 7} {
		if ends(mistake) == nil {
			t.Errorf("the panic %v is swallowed", mistake)
		}
	}
}
