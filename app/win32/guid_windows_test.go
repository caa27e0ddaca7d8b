package win32

import "testing"

func TestGUID(t *testing.T) {
	id := GUID("50ac103f-d235-4598-bbef-98fe4d1a3ad4")
	if id.String() != "{50AC103F-D235-4598-BBEF-98FE4D1A3AD4}" {
		t.Error(id)
	}
	defer func() {
		if recover() == nil {
			t.Error("half a GUID was accepted")
		}
	}()
	GUID("50ac103f-d235")
}
