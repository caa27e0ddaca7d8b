package win32

var allowSetForegroundWindow = user32.NewProc("AllowSetForegroundWindow")

// LetOthersComeForward lets the window's process come to the front when this one has the right to: after a click or a
// key that it was given. Without that right nothing happens.
func LetOthersComeForward() {
	const anyProcess = ^uintptr(0) // ASFW_ANY
	_, _, _ = allowSetForegroundWindow.Call(anyProcess)
}
