package istraclient

// HostOf is the host name in a server address as a user types it, in lower case and without a port;
// "" when the address is not usable.
func HostOf(server string) string {
	u, err := parseAddress(server)
	if err != nil {
		return ""
	}
	return u.Hostname()
}
