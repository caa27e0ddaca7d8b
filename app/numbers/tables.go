package numbers

import "github.com/nyaruka/phonenumbers"

// The library reads its tables into every process before main begins, and keeps them. What nothing here asks for is let
// go of: of short numbers all but those for an emergency, of the others their examples and a few kinds.
func init() {
	if short, err := phonenumbers.ShortNumberMetadataCollection(); err == nil {
		for _, country := range short.GetMetadata() {
			onlyEmergency(country)
		}
	}
	if all, err := phonenumbers.MetadataCollection(); err == nil {
		for _, country := range all.GetMetadata() {
			withoutExamples(country)
		}
	}
}

func onlyEmergency(m *phonenumbers.PhoneMetadata) {
	m.GeneralDesc, m.FixedLine, m.Mobile, m.TollFree, m.PremiumRate = nil, nil, nil, nil, nil
	m.SharedCost, m.PersonalNumber, m.Voip, m.Pager, m.Uan, m.Voicemail = nil, nil, nil, nil, nil, nil
	m.ShortCode, m.StandardRate, m.CarrierSpecific, m.SmsServices, m.NoInternationalDialling = nil, nil, nil, nil, nil
}

func withoutExamples(m *phonenumbers.PhoneMetadata) {
	m.ShortCode, m.StandardRate, m.CarrierSpecific, m.SmsServices, m.NoInternationalDialling = nil, nil, nil, nil, nil
	for _, kind := range []*phonenumbers.PhoneNumberDesc{m.GeneralDesc, m.FixedLine, m.Mobile, m.TollFree,
		m.PremiumRate,
		m.SharedCost, m.PersonalNumber, m.Voip, m.Pager, m.Uan, m.Voicemail} {
		if kind != nil {
			kind.ExampleNumber = nil
		}
	}
}
