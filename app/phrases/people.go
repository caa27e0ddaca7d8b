package phrases

// Several is for instance "Anna Keller or 2 others": who it may be, where one number belongs to several.
func (b *Book) Several(name string, others int) string {
	if others <= 0 {
		return name
	}
	return b.Say("%s or %s", name, b.Count(others, "%d other", "%d others"))
}
