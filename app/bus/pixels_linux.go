package bus

import "encoding/binary"

// Words are bytes as the D-Bus library writes them fastest. It takes each element of an array by reflection, twice a
// message, which for the 16 to 40 kB of a picture is milliseconds; and an array of words has the same form on the bus
// as the bytes that it is made of. Whoever sends it says with MakeVariantWithSignature that it is "ay". What is over
// after the last four bytes is left out.
func Words(data []byte) []uint32 {
	words := make([]uint32, len(data)/4)
	for i := range words {
		words[i] = binary.NativeEndian.Uint32(data[4*i:])
	}
	return words
}
