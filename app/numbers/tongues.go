package numbers

import (
	"fmt"
	"strings"
)

// tongue is how a language says numbers. Words are in small letters, without accents.
type tongue struct {
	values  map[string]string // digits by one or several words
	plus    string
	repeats map[string]int  // double, triple
	article map[string]bool // a "one" that is an article as well: it counts between numbers only
	fillers []string        // said within a number
	cues    []string        // after these a short number is one, too
}

var tongues = map[string]*tongue{"en": english(), "de": german(), "fr": french(), "es": spanish(),
	"it": italian(), "nl": dutch()}

// counting gives each of the words, in order, a number from first on.
func counting(values map[string]string, first int, words string) {
	for i, word := range strings.Fields(words) {
		values[word] = fmt.Sprint(first + i)
	}
}

// tens are ten, twenty … ninety and what they are joined to; join is told both words.
func tens(values map[string]string, words, ones string, join func(ten, one string) []string) {
	for i, ten := range strings.Fields(words) {
		values[ten] = fmt.Sprint(20 + 10*i)
		for j, one := range strings.Fields(ones) {
			for _, said := range join(ten, one) {
				values[said] = fmt.Sprint(20 + 10*i + j + 1)
			}
		}
	}
}

func english() *tongue {
	const ones = "one two three four five six seven eight nine"
	v := map[string]string{"zero": "0", "oh": "0", "o": "0", "nought": "0", "naught": "0", "nil": "0"}
	counting(v, 1, ones+" ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
	tens(v, "twenty thirty forty fifty sixty seventy eighty ninety", ones, func(ten, one string) []string {
		return []string{ten + " " + one}
	})
	v["fourty"] = "40"
	for i, one := range strings.Fields(ones) {
		v[one+" hundred"], v[one+" thousand"] = fmt.Sprint(i+1)+"00", fmt.Sprint(i+1)+"000"
	}
	return &tongue{values: v, plus: "plus", repeats: map[string]int{"double": 2, "triple": 3, "treble": 3},
		fillers: []string{"uh", "um", "er", "and"},
		cues:    []string{"extension", "ext", "number", "dial"}}
}

func german() *tongue {
	const ones = "ein zwei drei vier fuenf sechs sieben acht neun"
	v := map[string]string{"null": "0", "eins": "1", "zwo": "2"}
	counting(v, 1, ones+" zehn elf zwoelf dreizehn vierzehn fuenfzehn sechzehn siebzehn achtzehn neunzehn")
	tens(v, "zwanzig dreissig vierzig fuenfzig sechzig siebzig achtzig neunzig", ones,
		func(ten, one string) []string { return []string{one + "und" + ten, one + " und " + ten} })
	v["zwounddreissig"], v["zwoundzwanzig"] = "32", "22"
	return &tongue{values: v, plus: "plus", repeats: map[string]int{"doppel": 2, "doppelt": 2, "zweimal": 2,
		"dreimal": 3}, article: map[string]bool{"ein": true},
		fillers: []string{"aeh", "aehm", "und", "dann"}, cues: []string{"durchwahl", "nebenstelle", "nummer"}}
}

func french() *tongue {
	const ones = "un deux trois quatre cinq six sept huit neuf"
	const teens = "dix onze douze treize quatorze quinze seize"
	v := map[string]string{"zero": "0"}
	counting(v, 1, ones+" "+teens)
	for i, one := range []string{"sept", "huit", "neuf"} {
		v["dix "+one] = fmt.Sprint(17 + i)
	}
	tens(v, "vingt trente quarante cinquante soixante", ones, func(ten, one string) []string {
		return []string{ten + " " + one, ten + " et " + one}
	})
	below20 := map[string]int{}
	for i, word := range strings.Fields(ones + " " + teens) {
		below20[word] = i + 1
	}
	below20["dix sept"], below20["dix huit"], below20["dix neuf"] = 17, 18, 19
	for said, n := range below20 {
		if n >= 10 {
			v["soixante "+said], v["soixante et "+said] = fmt.Sprint(60+n), fmt.Sprint(60+n)
		}
		v["quatre vingt "+said], v["quatre vingts "+said] = fmt.Sprint(80+n), fmt.Sprint(80+n)
	}
	v["quatre vingt"], v["quatre vingts"] = "80", "80"
	for i, ten := range []string{"septante", "huitante", "nonante"} { // Switzerland, Belgium
		v[ten] = fmt.Sprint(70 + 10*i)
		for j, one := range strings.Fields(ones) {
			v[ten+" "+one], v[ten+" et "+one] = fmt.Sprint(71+10*i+j), fmt.Sprint(71+10*i+j)
		}
	}
	return &tongue{values: v, plus: "plus", repeats: map[string]int{"double": 2, "triple": 3},
		article: map[string]bool{"un": true},
		fillers: []string{"euh", "et", "puis"}, cues: []string{"poste", "numero", "extension"}}
}

func spanish() *tongue {
	const ones = "uno dos tres cuatro cinco seis siete ocho nueve"
	v := map[string]string{"cero": "0", "un": "1"}
	counting(v, 1, ones+" diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve veinte "+
		"veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve")
	tens(v, "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa", ones, func(ten, one string) []string {
		return []string{ten + " y " + one}
	})
	return &tongue{values: v, plus: "mas", repeats: map[string]int{"doble": 2, "triple": 3},
		article: map[string]bool{"un": true},
		fillers: []string{"eh", "y"}, cues: []string{"extension", "anexo", "numero", "interno"}}
}

func italian() *tongue {
	const ones = "uno due tre quattro cinque sei sette otto nove"
	v := map[string]string{"zero": "0"}
	counting(v, 1, ones+" dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove")
	tens(v, "venti trenta quaranta cinquanta sessanta settanta ottanta novanta", ones, func(ten, one string) []string {
		if strings.IndexAny(one, "uo") == 0 { // ventuno, ventotto
			return []string{ten[:len(ten)-1] + one, ten + " " + one}
		}
		return []string{ten + one, ten + " " + one}
	})
	return &tongue{values: v, plus: "piu", repeats: map[string]int{"doppio": 2, "triplo": 3},
		fillers: []string{"ehm", "eh", "e"}, cues: []string{"interno", "numero"}}
}

func dutch() *tongue {
	const ones = "een twee drie vier vijf zes zeven acht negen"
	v := map[string]string{"nul": "0"}
	counting(v, 1, ones+" tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien")
	tens(v, "twintig dertig veertig vijftig zestig zeventig tachtig negentig", ones, func(ten, one string) []string {
		return []string{one + "en" + ten, one + " en " + ten}
	})
	return &tongue{values: v, plus: "plus", repeats: map[string]int{"dubbel": 2}, article: map[string]bool{"een": true},
		fillers: []string{"eh", "uh", "en", "dan"}, cues: []string{"toestel", "nummer", "toestelnummer"}}
}
