package numbers

import (
	"strings"
	"testing"
)

// spoken are sentences as programs for speech write them, mostly without punctuation, and the numbers in them.
var spoken = []struct{ language, country, text, want string }{
	{"en", "GB", "hi it's anna can you call me back on oh two oh seven nine four six double oh one two",
		"02079460012"},
	{"en", "GB", "my mobile is oh seven seven hundred nine hundred one two three",
		"07700900123"},
	{"en", "GB", "it's zero seven seven zero zero nine zero zero one two three thanks bye", "07700900123"},
	{"en", "US", "you can reach me at two one two five five five oh one four two", "2125550142"},
	{"en", "US", "our number is eight hundred five five five zero one ninety nine", "8005550199"},
	{"en", "GB", "I am on extension four triple two", "4222"},
	{"en", "GB", "let's meet between ten thirty and eleven fifteen and then at twelve forty five", ""},
	{"en", "GB", "the invoice number is two zero two six one one three zero", ""},
	{"en", "GB", "they sold 1,250,000 of them in nineteen eighty five and twenty twenty six", ""},
	{"en", "GB", "on the twenty fourth of december twenty twenty six at nine thirty", ""},
	{"en", "GB", "call me on 020 7946 0012 or 07700 900123 tomorrow", "02079460012 07700900123"},

	{"de", "DE", "hallo hier ist anna meine nummer ist null vier acht neun zwei zwei drei drei vier vier",
		"0489223344"},
	{"de", "DE", "rufen sie mich an unter null eins sieben eins fünf fünf fünf sechs sechs sieben sieben",
		"01715556677"},
	{"de", "DE", "null acht neun zwoundzwanzig dreiunddreißig vierundvierzig fünf", "0892233445"},
	{"de", "DE", "plus vier neun sieben zwo drei eins sechsundzwanzig eins zwanzig", "+49723126120"},
	{"de", "DE", "durchwahl eins zwei null", "120"},
	{"de", "DE", "wir treffen uns um zehn uhr dreißig oder zwischen elf und zwölf und dreizehn und vierzehn uhr", ""},
	{"de", "DE", "die rechnungsnummer ist zwei null zwei sechs eins eins drei null", ""},
	{"de", "DE", "das kostet zwölftausend oder 1.250.000 euro am 24.12.2026", ""},
	{"de", "DE", "ich habe am dritten zwölften um acht uhr fünfzehn einen termin", ""},
	{"de", "DE", "unter 0171 5556677 oder 07231 26 120 bin ich da", "01715556677 0723126120"},

	{"fr", "FR", "bonjour rappelez moi au zéro six douze trente quatre cinquante six soixante dix huit", "0612345678"},
	{"fr", "FR", "mon numéro zéro un quarante deux soixante dix sept quatre vingt dix neuf vingt et un", "0142779921"},
	{"fr", "FR", "c'est le zéro quatre quatre vingt neuf vingt deux trente trois quarante quatre", "0489223344"},
	{"fr", "CH", "zéro vingt deux sept cent trente deux septante cinq nonante huit", "0227327598"},
	{"fr", "FR", "plus trente trois six douze trente quatre cinquante six soixante dix huit", "+33612345678"},
	{"fr", "FR", "poste un deux trois", "123"},
	{"fr", "FR", "rendez vous à dix heures trente ou quatorze heures quinze le vingt quatre décembre", ""},
	{"fr", "FR", "le numéro de commande est vingt vingt six onze trente", ""},
	{"fr", "FR", "ça coûte douze mille euros ou 1250000 euros", ""},
	{"fr", "FR", "appelez le 01.23.45.67.89 ou le 06 12 34 56 78", "0123456789 0612345678"},

	{"es", "ES", "hola llámame al seis doce treinta y cuatro cincuenta y seis setenta y ocho", "612345678"},
	{"es", "ES", "mi número es nueve uno cinco cinco cinco uno dos tres cuatro", "915551234"},
	{"es", "ES", "el móvil es seiscientos doce trescientos cuarenta y cinco seiscientos setenta y ocho", "612345678"},
	{"es", "ES", "más treinta y cuatro seis uno dos tres cuatro cinco seis siete ocho", "+34612345678"},
	{"es", "ES", "nueve tres doble cuatro veintidós treinta y tres cero", "934422330"},
	{"es", "ES", "extensión dos uno cuatro", "214"},
	{"es", "ES", "quedamos a las diez y media o a las once y quince o doce y treinta", ""},
	{"es", "ES", "el veinticuatro de diciembre de dos mil veintiséis a las nueve", ""},
	{"es", "ES", "son mil doscientos euros por la factura número uno dos tres cuatro cinco seis", ""},
	{"es", "ES", "llame al 612 345 678 por favor", "612345678"},

	{"it", "IT", "ciao richiamami al tre quattro sette uno due tre quattro cinque sei sette", "3471234567"},
	{"it", "IT", "il mio numero è trecentoquarantasette dodici trentaquattro cinquantasei sette", "3471234567"},
	{"it", "IT", "zero due quarantacinque sessantasette ottantanove zero uno", "0245678901"},
	{"it", "IT", "più trentanove tre quattro sette uno due tre quattro cinque sei sette", "+393471234567"},
	{"it", "IT", "zero sei doppio quattro ventuno trentotto", "06442138"},
	{"it", "IT", "interno due uno quattro", "214"},
	{"it", "IT", "ci vediamo alle dieci e trenta oppure alle undici e quindici", ""},
	{"it", "IT", "il ventiquattro dicembre duemilaventisei alle nove", ""},
	{"it", "IT", "la fattura numero due zero due sei uno uno tre zero", ""},
	{"it", "IT", "chiama il 347 1234567 grazie", "3471234567"},

	{"nl", "NL", "hoi bel me terug op nul zes een twee drie vier vijf zes zeven acht", "0612345678"},
	{"nl", "NL", "mijn nummer is nul zes twaalf vierendertig zesenvijftig achtenzeventig", "0612345678"},
	{"nl", "NL", "nul twintig vijf vijf vijf twaalf vierendertig", "0205551234"},
	{"nl", "NL", "plus eenendertig zes een twee drie vier vijf zes zeven acht", "+31612345678"},
	{"nl", "NL", "nul zes dubbel drie tweeëntwintig elf een vier", "0633221114"},
	{"nl", "NL", "toestel twee een vier", "214"},
	{"nl", "NL", "ik kom tussen tien en elf en twaalf en dertien uur", ""},
	{"nl", "NL", "het factuurnummer is twee nul twee zes een een drie nul", ""},
	{"nl", "NL", "een van de twee mensen had een vraag over drie dingen", ""},
	{"nl", "NL", "bel 06 12345678 of 020 555 1234", "0612345678 0205551234"},

	{"pl", "PL", "dzień dobry proszę oddzwonić pod sześć zero jeden dwa trzy cztery pięć sześć siedem", "601234567"},
	{"pl", "PL", "mój numer to sześćset jeden dwieście trzydzieści cztery pięćset sześćdziesiąt siedem", "601234567"},
	{"pl", "PL", "dwadzieścia dwa pięćset pięćdziesiąt pięć dwanaście trzydzieści cztery", "225551234"},
	{"pl", "PL", "plus czterdzieści osiem sześćset jeden dwieście trzydzieści cztery pięćset sześćdziesiąt siedem",
		"+48601234567"},
	{"pl", "PL", "numer wewnętrzny dwa jeden cztery", "214"},
	{"pl", "PL", "dwadzieścia dwa sześć dwa osiem zero zero sto", "2262800100"},
	{"pl", "PL", "spotkajmy się o dziesiątej trzydzieści albo o jedenastej piętnaście", ""},
	{"pl", "PL", "to kosztuje dwanaście tysięcy złotych albo 1250000 złotych", ""},
	{"pl", "PL", "faktura numer dwa zero dwa sześć jeden jeden trzy zero", ""},
	{"pl", "PL", "proszę dzwonić 601 234 567", "601234567"},

	{"pt-BR", "BR", "oi me liga no onze nove oito sete meia cinco quatro três dois um", "11987654321"},
	{"pt-BR", "BR", "meu número é dois um nove nove meia um dois três quatro cinco meia", "21996123456"},
	{"pt-BR", "BR", "ramal dois um quatro", "214"},
	{"pt-BR", "BR", "chego em meia hora ou às dez e trinta ou às onze e quinze", ""},
	{"pt-BR", "BR", "mais cinquenta e cinco onze nove oito sete seis cinco quatro três dois um", "+5511987654321"},
	{"pt-PT", "PT", "bom dia ligue para o nove um dois três quatro cinco seis sete oito", "912345678"},
	{"pt-PT", "PT", "o meu número é novecentos e doze trezentos e quarenta e cinco seiscentos e setenta e oito",
		"912345678"},
	{"pt-PT", "PT", "vinte e um trezentos e quarenta e cinco sessenta e sete oitenta e nove", "213456789"},
	{"pt-PT", "PT", "a fatura número dois zero dois seis um um três zero custa mil e duzentos euros", ""},
	{"pt-PT", "PT", "no dia vinte e quatro de dezembro de dois mil e vinte e seis", ""},
	{"pt-PT", "PT", "ligue 912 345 678 obrigado", "912345678"},
}

func TestSentencesAsTheyAreHeard(t *testing.T) {
	for _, c := range spoken {
		var got []string
		for _, said := range NewBook(c.country).SaidIn(c.text, c.language) {
			got = append(got, said.Number)
		}
		if all := strings.Join(got, " "); all != c.want {
			t.Errorf("%s: %q: %q, want %q", c.language, c.text, all, c.want)
		}
	}
}
