package store

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"io"
	"slices"
)

// The database trusts its file: a damaged page can send it round in circles, which ends the process in a
// way that recover can't catch. So the file is walked here first, page by page, with bounds for everything.

// The layout of bbolt's file. Numbers are in the machine's own byte order, pages are counted from 0, and
// an element's data is found relative to the element.
const (
	pageHead    = 16 // id uint64, flags uint16, count uint16, overflow uint32
	elementSize = 16 // branch: pos, keySize uint32, page uint64; leaf: flags, pos, keySize, valueSize uint32
	bucketHead  = 16 // root uint64, sequence uint64; root 0: the page follows at once
	metaSize    = 64 // magic, version, pageSize, flags uint32, root, sequence, freelist, end, txid, checksum uint64

	branchPage   = 0x01
	leafPage     = 0x02
	freelistPage = 0x10
	bucketLeaf   = 0x01

	boltMagic, boltVersion = 0xED0CDAED, 2
	noFreelist             = ^uint64(0)
	maxDepth               = 24 // of pages and buckets: a full tree of that depth fits on no disk
)

var order = binary.NativeEndian

// meta is the head of the file: where the tree and the list of free pages begin.
type meta struct {
	pageSize, root, freelist, end, txid uint64
}

// pages walks a database file without trusting it.
type pages struct {
	file io.ReaderAt
	size uint64 // of the file, bytes
	meta meta
	used map[uint64]bool // pages that something refers to
	read [][]byte        // the page that is visited at each depth: those below it leave it alone

	row    func(path [][]byte, key, value []byte) // what is found, until it returns; value is nil for a bucket
	broken func(path [][]byte, err error)         // what can't be read, and in which bucket
}

// checkPages reads everything there is. The error is the first damage and wraps ErrCorrupt.
func checkPages(file io.ReaderAt, size int64) error {
	var first error
	p := &pages{file: file, row: func([][]byte, []byte, []byte) {}, broken: func(_ [][]byte, err error) {
		if first == nil {
			first = err
		}
	}}
	p.walk(size)
	return first
}

// walk visits what the newest valid head leads to.
func (p *pages) walk(size int64) {
	p.size, p.used = uint64(max(0, size)), map[uint64]bool{}
	var err error
	if p.meta, err = p.head(); err != nil {
		p.broken(nil, err)
		return
	}
	if p.meta.end > p.size/p.meta.pageSize {
		p.broken(nil, damage("%d pages of %d are there", p.size/p.meta.pageSize, p.meta.end))
	}
	p.tree(nil, p.meta.root, nil, nil, 0)
	if err := p.checkFree(); err != nil {
		p.broken(nil, err)
	}
}

func damage(format string, args ...any) error {
	return fmt.Errorf("%w: "+format, append([]any{ErrCorrupt}, args...)...)
}

// head finds the newer of the two heads that are whole, as the database does.
func (p *pages) head() (found meta, err error) {
	first, ok := p.metaAt(0)
	if ok {
		found = first
		if second, ok := p.metaAt(first.pageSize); ok && second.txid > first.txid {
			found = second
		}
		return found, nil
	}
	for size := uint64(1024); size <= 1<<24; size *= 2 {
		if second, ok := p.metaAt(size); ok && second.pageSize == size {
			return second, nil
		}
	}
	return meta{}, damage("it has no head")
}

func (p *pages) metaAt(offset uint64) (m meta, ok bool) {
	b := make([]byte, pageHead+metaSize)
	if _, err := p.file.ReadAt(b, int64(offset)); err != nil {
		return m, false
	}
	b = b[pageHead:]
	sum := fnv.New64a()
	_, _ = sum.Write(b[:metaSize-8])
	if order.Uint32(b) != boltMagic || order.Uint32(b[4:]) != boltVersion || order.Uint64(b[56:]) != sum.Sum64() {
		return m, false
	}
	m = meta{pageSize: uint64(order.Uint32(b[8:])), root: order.Uint64(b[16:]), freelist: order.Uint64(b[32:]),
		end: order.Uint64(b[40:]), txid: order.Uint64(b[48:])}
	return m, m.pageSize >= 512 && m.pageSize&(m.pageSize-1) == 0
}

// tree visits a page and all below it. Keys are to be within low and high; nil is no bound.
func (p *pages) tree(path [][]byte, id uint64, low, high []byte, depth int) {
	page, err := p.claim(id, depth)
	if err == nil && order.Uint16(page[8:]) == branchPage {
		err = p.branch(path, page, low, high, depth)
	} else if err == nil {
		err = p.leaf(path, page, low, high, depth)
	}
	if err != nil {
		p.broken(path, fmt.Errorf("page %d: %w", id, err))
	}
}

// claim reads a page that nothing else has referred to.
func (p *pages) claim(id uint64, depth int) ([]byte, error) {
	if depth > maxDepth {
		return nil, damage("too deep")
	}
	if id < 2 || id >= p.meta.end || id >= p.size/p.meta.pageSize {
		return nil, damage("out of range")
	}
	page, err := p.load(depth, id, 0, 1)
	if err != nil {
		return nil, err
	}
	count := uint64(order.Uint32(page[12:])) + 1
	if order.Uint64(page) != id || count > p.meta.end-id || id+count > p.size/p.meta.pageSize {
		return nil, damage("not what its head says")
	}
	for n := range count {
		if p.used[id+n] {
			return nil, damage("referred to twice")
		}
		p.used[id+n] = true
	}
	return p.load(depth, id, 1, count)
}

// load reads the parts from to to of a page that is as long as several, after those that are there already.
func (p *pages) load(depth int, id, from, to uint64) ([]byte, error) {
	for len(p.read) <= depth {
		p.read = append(p.read, nil)
	}
	size := p.meta.pageSize
	page := p.read[depth]
	if grow := int(to*size) - len(page); grow > 0 {
		page = append(page, make([]byte, grow)...)
	}
	p.read[depth], page = page, page[:to*size]
	if from == to {
		return page, nil
	}
	if _, err := p.file.ReadAt(page[from*size:], int64((id+from)*size)); err != nil {
		return nil, damage("%w", err)
	}
	return page, nil
}

// branch visits the pages below one.
func (p *pages) branch(path [][]byte, page, low, high []byte, depth int) error {
	count := int(order.Uint16(page[10:]))
	if count == 0 || pageHead+count*elementSize > len(page) {
		return damage("%d branches", count)
	}
	keys := make([][]byte, 0, count)
	end := pageHead + count*elementSize // of the data so far
	for n := range count {
		at := pageHead + n*elementSize
		e := page[at:]
		key, next, ok := piece(page, at, end, order.Uint32(e), order.Uint32(e[4:]), 0)
		if !ok || !within(key, low, high) || n > 0 && bytes.Equal(key, low) {
			return damage("branch %d", n)
		}
		end, low = next, key
		keys = append(keys, key)
	}
	for n, key := range keys {
		top := high
		if n+1 < count {
			top = keys[n+1]
		}
		p.tree(path, order.Uint64(page[pageHead+n*elementSize+8:]), key, top, depth+1)
	}
	return nil
}

// leaf visits the keys of a page. What comes before the first damage counts.
func (p *pages) leaf(path [][]byte, page, low, high []byte, depth int) error {
	count := int(order.Uint16(page[10:]))
	if order.Uint16(page[8:]) != leafPage || pageHead+count*elementSize > len(page) {
		return damage("neither branch nor leaf")
	}
	end := pageHead + count*elementSize
	for n := range count {
		at := pageHead + n*elementSize
		e := page[at:]
		flags, keySize, valueSize := order.Uint32(e), order.Uint32(e[8:]), order.Uint32(e[12:])
		data, next, ok := piece(page, at, end, order.Uint32(e[4:]), keySize, valueSize)
		if !ok || flags > bucketLeaf || keySize == 0 {
			return damage("key %d", n)
		}
		key, value := data[:keySize], data[keySize:]
		if !within(key, low, high) || n > 0 && bytes.Equal(key, low) {
			return damage("key %d is out of order", n)
		}
		end, low = next, key
		if flags == bucketLeaf {
			p.bucket(append(slices.Clip(path), key), value, depth+1)
		} else {
			p.row(path, key, value)
		}
	}
	return nil
}

// bucket visits what is in a bucket, given its value in the bucket around it.
func (p *pages) bucket(path [][]byte, value []byte, depth int) {
	p.row(path[:len(path)-1], path[len(path)-1], nil)
	if len(value) < bucketHead || depth > maxDepth {
		p.broken(path, damage("a bucket of %d bytes", len(value)))
		return
	}
	if root := order.Uint64(value); root != 0 {
		p.tree(path, root, nil, nil, depth)
		return
	}
	inline := value[bucketHead:]
	if len(inline) < pageHead {
		p.broken(path, damage("a bucket of %d bytes", len(value)))
		return
	}
	if err := p.leaf(path, inline, nil, nil, depth); err != nil {
		p.broken(path, err)
	}
}

// piece is the data of an element at at, which follows the data of the one before, up to end.
func piece(page []byte, at, end int, pos, keySize, valueSize uint32) (data []byte, next int, ok bool) {
	from := uint64(at) + uint64(pos)
	to := from + uint64(keySize) + uint64(valueSize)
	if from < uint64(end) || to > uint64(len(page)) {
		return nil, 0, false
	}
	return page[from:to], int(to), true
}

// within reports whether low ≤ key < high.
func within(key, low, high []byte) bool {
	return bytes.Compare(key, low) >= 0 && (high == nil || bytes.Compare(key, high) < 0)
}

// checkFree looks at the list of free pages: what is in use must not be in it.
func (p *pages) checkFree() error {
	if p.meta.freelist == noFreelist {
		return nil
	}
	page, err := p.claim(p.meta.freelist, 0)
	if err != nil {
		return fmt.Errorf("free pages: %w", err)
	}
	count, ids := uint64(order.Uint16(page[10:])), page[pageHead:]
	if count == 0xFFFF {
		count, ids = order.Uint64(ids), ids[8:]
	}
	if order.Uint16(page[8:]) != freelistPage || count > uint64(len(ids)/8) {
		return damage("%d free pages", count)
	}
	last := uint64(1)
	for n := range count {
		id := order.Uint64(ids[n*8:])
		if id <= last || id >= p.meta.end || p.used[id] {
			return damage("page %d can't be free", id)
		}
		last = id
	}
	return nil
}
