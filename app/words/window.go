package words

import "github.com/nicksnyder/go-i18n/v2/i18n"

// Window has the texts of the window in one language. The zero Window is of no use: see ForWindow.
type Window struct{ Book }

// ForWindow are the window's texts in the language of a setting.
func ForWindow(setting string) *Window { return &Window{Book{code: Language(setting)}} }

// Code is the language's, that of its catalogue.
func (w *Window) Code() string { return w.code }

// Say is a text by its key, or the fallback where the catalogue lacks it, with what data has in it.
func (w *Window) Say(key, fallback string, data map[string]any) string {
	return w.localized(window, &i18n.LocalizeConfig{DefaultMessage: &i18n.Message{ID: key, Other: fallback},
		TemplateData: data})
}

// Count is a text about a number.
func (w *Window) Count(key string, n int, data map[string]any) string {
	return w.localized(window, &i18n.LocalizeConfig{DefaultMessage: &i18n.Message{ID: key, Other: key},
		TemplateData: data, PluralCount: n})
}

// ToolkitTexts are those that the toolkit looks up itself, for the menu of a field.
func ToolkitTexts() []string { return []string{"Cut", "Copy", "Paste", "Select all", "Undo", "Redo"} }
