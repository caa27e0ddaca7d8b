package win32

// AppID is by what Windows knows a profile's windows, notifications and taskbar button as one program: its
// AppUserModelID.
func AppID(profile string) string {
	const program = "org.istratray.IstraTray"
	if profile == "" || profile == "default" {
		return program
	}
	return program + "." + profile
}
