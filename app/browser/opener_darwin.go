package browser

func opener(address string) []string { return []string{"/usr/bin/open", address} }
