// Package clock shows times of day as the user is used to: 15:04 or 3:04 PM.
package clock

import (
	"slices"
	"strings"
	"time"
)

// Show is a time of day in t's zone.
func Show(t time.Time, twelve bool) string {
	if twelve {
		return t.Format("3:04 PM")
	}
	return t.Format("15:04")
}

// Twelve reports whether a setting, 12, 24 or system, asks for a clock of 12 hours.
func Twelve(setting string) bool {
	switch setting {
	case "12":
		return true
	case "24":
		return false
	}
	return systemTwelve()
}

// habits are the places where English goes with 12 hours, by their codes in Unicode's CLDR.
var habits = []string{"US", "CA", "AU", "NZ", "IN", "PH", "PK", "MY", "SG", "HK"}

// localeTwelve is for the name of a locale, such as en_US.UTF-8.
func localeTwelve(name string) bool {
	name, _, _ = strings.Cut(name, ".")
	language, region, _ := strings.Cut(strings.ReplaceAll(name, "-", "_"), "_")
	return language == "en" && slices.Contains(habits, region)
}
