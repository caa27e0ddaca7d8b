//go:build unix && !darwin

package browser

func opener(address string) []string { return []string{"xdg-open", address} }
