package clock

import "golang.org/x/sys/windows/registry"

// systemTwelve asks what is set in the control panel.
func systemTwelve() bool {
	key, err := registry.OpenKey(registry.CURRENT_USER, `Control Panel\International`, registry.QUERY_VALUE)
	if err != nil {
		return false
	}
	defer key.Close()
	value, _, err := key.GetStringValue("iTime")
	return err == nil && value == "0"
}
