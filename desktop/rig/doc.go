// Package rig lets a test live at a desktop as a person does: look at the tray, read notifications,
// click in windows, listen to the speakers.
//
//	desk := rig.Start(t, rig.Options{})
//	agent := desk.Spawn(program, "--hidden")
//	tray := desk.WaitTray("istratray", 10*time.Second)
//	tray.Activate()
//	window := desk.WaitWindow("Istra Tray", 10*time.Second)
//	recording := desk.Record()
//	window.ClickText("Play")
//
// Our own windows are found and read by name, over the accessibility bus, as a screen reader does: desk.Accessible
// is the same for stories without a mouse. Pictures are read (tesseract) only of other programs' windows, and by
// Window.WaitPainted.
//
// Start brings up a virtual desktop of its own (scripts beside this package) in a scratch folder; it
// skips the test where a piece is not installed, and fails it there when the environment has CI=true.
// When the test ends, however it ends, so does everything that was started. A failed test leaves a
// picture of the screen and all logs in build/failed/.
//
// What can fail ends the test, so a scenario reads as a story; everything that takes time is waited
// for by Eventually. A Desk and what it hands out belong to the goroutine of the test.
package rig
