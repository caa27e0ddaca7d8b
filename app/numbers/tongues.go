package numbers

import (
	"fmt"
	"strings"
	"sync"
)

// tongue is how a language says numbers. Words are in small letters, without accents.
type tongue struct {
	values  map[string]string // digits by one or several words
	plus    string
	repeats map[string]int  // double, triple
	article map[string]bool // a "one" that is an article as well: it counts between numbers only
	fillers []string        // said within a number
	cues    []string        // after these a short number is one, too

	hundreds map[string]int // words for 100 to 900; what is below a hundred follows, or is part of the word
	joint    string         // said between the two
	times    []string       // words for a hundred after a word for how many: deux cents
}

// tongues are made when they are needed: the agent has no use for them.
var tongues = map[string]func() *tongue{"en": sync.OnceValue(english), "de": sync.OnceValue(german),
	"fr": sync.OnceValue(french), "es": sync.OnceValue(spanish), "it": sync.OnceValue(italian),
	"nl": sync.OnceValue(dutch), "pl": sync.OnceValue(polish), "pt": sync.OnceValue(portuguese)}

// tongueOf is the tongue of a language such as pt or pt-BR; one without words where it isn't spoken here.
func tongueOf(language string) *tongue {
	code, _, _ := strings.Cut(language, "-")
	if known := tongues[code]; known != nil {
		return known()
	}
	return &tongue{}
}

// hundredsOf gives each of the words, in order, a number of hundreds from first on.
func hundredsOf(first int, words string) map[string]int {
	all := map[string]int{}
	for i, word := range strings.Fields(words) {
		all[word] = first + i
	}
	return all
}

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
		fillers: []string{"uh", "um", "er"},
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
		fillers: []string{"aeh", "aehm", "dann"}, cues: []string{"durchwahl", "nebenstelle", "nummer"}}
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
		fillers: []string{"euh", "puis"}, cues: []string{"poste", "numero", "extension"},
		hundreds: hundredsOf(1, "cent"), times: []string{"cent", "cents"}}
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
		fillers: []string{"eh"}, cues: []string{"extension", "anexo", "numero", "interno"},
		hundreds: hundredsOf(1, "ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos "+
			"ochocientos novecientos")}
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
		fillers: []string{"ehm", "eh"}, cues: []string{"interno", "numero"},
		hundreds: hundredsOf(2, "duecento trecento quattrocento cinquecento seicento settecento ottocento novecento")}
}

func dutch() *tongue {
	const ones = "een twee drie vier vijf zes zeven acht negen"
	v := map[string]string{"nul": "0"}
	counting(v, 1, ones+" tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien")
	tens(v, "twintig dertig veertig vijftig zestig zeventig tachtig negentig", ones, func(ten, one string) []string {
		return []string{one + "en" + ten, one + " en " + ten}
	})
	return &tongue{values: v, plus: "plus", repeats: map[string]int{"dubbel": 2}, article: map[string]bool{"een": true},
		fillers: []string{"eh", "uh", "dan"}, cues: []string{"toestel", "nummer", "toestelnummer"}}
}

func polish() *tongue {
	const ones = "jeden dwa trzy cztery piec szesc siedem osiem dziewiec"
	v := map[string]string{"zero": "0"}
	counting(v, 1, ones+" dziesiec jedenascie dwanascie trzynascie czternascie pietnascie szesnascie siedemnascie "+
		"osiemnascie dziewietnascie")
	tens(v, "dwadziescia trzydziesci czterdziesci piecdziesiat szescdziesiat siedemdziesiat osiemdziesiat "+
		"dziewiecdziesiat", ones, func(ten, one string) []string { return []string{ten + " " + one} })
	return &tongue{values: v, plus: "plus", fillers: []string{"yyy", "eee"},
		cues:     []string{"wewnetrzny", "numer", "nr"},
		hundreds: hundredsOf(1, "sto dwiescie trzysta czterysta piecset szescset siedemset osiemset dziewiecset")}
}

func portuguese() *tongue {
	const ones = "um dois tres quatro cinco seis sete oito nove"
	v := map[string]string{"zero": "0", "meia": "6", "uma": "1", "duas": "2", "catorze": "14", "dezasseis": "16",
		"dezassete": "17", "dezanove": "19"}
	counting(v, 1, ones+" dez onze doze treze quatorze quinze dezesseis dezessete dezoito dezenove")
	tens(v, "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa", ones, func(ten, one string) []string {
		return []string{ten + " e " + one}
	})
	return &tongue{values: v, plus: "mais", repeats: map[string]int{"duplo": 2, "triplo": 3},
		article: map[string]bool{"um": true, "uma": true, "meia": true}, // meia hora
		fillers: []string{"eh", "ahn"}, cues: []string{"ramal", "numero", "extensao"},
		hundreds: hundredsOf(1, "cento duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos "+
			"novecentos"), joint: "e"}
}
