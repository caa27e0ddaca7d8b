package session_test

import (
	"maps"
	"slices"
	"sync"
	"time"

	"istratray/app/inbox"
)

// memoryStore is a Store without a disk: what it holds is what a restart finds.
type memoryStore struct {
	mu      sync.Mutex
	memory  inbox.Memory
	refused map[string]bool
	damage  error // nothing can be loaded
}

func newMemoryStore() *memoryStore {
	return &memoryStore{memory: inbox.Memory{Announced: map[string]time.Time{}}, refused: map[string]bool{}}
}

func (m *memoryStore) Load(string) (inbox.Memory, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	copied := m.memory
	if m.damage != nil {
		return inbox.Memory{}, m.damage
	}
	copied.Announced = maps.Clone(m.memory.Announced)
	copied.Voicemails, copied.Calls = slices.Clone(m.memory.Voicemails), slices.Clone(m.memory.Calls)
	return copied, nil
}

func (m *memoryStore) Remember(_ string, r inbox.Remember) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	maps.Copy(m.memory.Announced, r.Marks)
	if r.Baseline {
		m.memory.Baseline, m.memory.Awaiting = true, r.Awaiting
	}
	if !r.Floor.IsZero() {
		m.memory.Floor = r.Floor
	}
	return nil
}

func (m *memoryStore) SetMissedSeen(_ string, until time.Time) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.memory.MissedSeen = until
	return nil
}

func (m *memoryStore) PutVoicemails(_ string, put []inbox.Voicemail, removed []string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.memory.Voicemails = merge(m.memory.Voicemails, put, removed, func(v inbox.Voicemail) string { return v.ID })
	inbox.Sort(m.memory.Voicemails)
	return nil
}

func (m *memoryStore) PutCalls(_ string, put []inbox.Call, removed []string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.memory.Calls = merge(m.memory.Calls, put, removed, func(c inbox.Call) string { return c.ID })
	inbox.Sort(m.memory.Calls)
	return nil
}

func merge[T any](list, put []T, removed []string, id func(T) string) []T {
	changed := slices.Clone(removed)
	for _, item := range put {
		changed = append(changed, id(item))
	}
	list = slices.DeleteFunc(slices.Clone(list), func(item T) bool { return slices.Contains(changed, id(item)) })
	return append(list, put...)
}

func (m *memoryStore) PutFollowUp(_ string, f inbox.FollowUp) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.memory.FollowUps = append(slices.DeleteFunc(slices.Clone(m.memory.FollowUps),
		func(old inbox.FollowUp) bool { return old.Caller == f.Caller }), f)
	return nil
}

func (m *memoryStore) SetUpdated(_ string, at time.Time) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.memory.Updated = at
	return nil
}

func (m *memoryStore) SetNotBefore(_ string, at time.Time) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.memory.NotBefore = at
	return nil
}

func (m *memoryStore) MarkRefused(account, password string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.refused[account+password] = true
	return nil
}

func (m *memoryStore) Refused(account, password string) (bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.refused[account+password], nil
}

func (m *memoryStore) ClearRefused(string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	clear(m.refused)
	return nil
}

func (m *memoryStore) Wipe(string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.memory = inbox.Memory{Announced: map[string]time.Time{}}
	return nil
}

// accountStores keep the accounts apart, as a disk does.
type accountStores struct {
	mu     *sync.Mutex
	stores map[string]*memoryStore // guarded by mu
}

func newAccountStores() accountStores {
	return accountStores{new(sync.Mutex), map[string]*memoryStore{}}
}

func (a accountStores) of(account string) *memoryStore {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.stores[account] == nil {
		a.stores[account] = newMemoryStore()
	}
	return a.stores[account]
}

func (a accountStores) Load(account string) (inbox.Memory, error) { return a.of(account).Load("") }
func (a accountStores) Remember(account string, r inbox.Remember) error {
	return a.of(account).Remember("", r)
}
func (a accountStores) SetMissedSeen(account string, until time.Time) error {
	return a.of(account).SetMissedSeen("", until)
}
func (a accountStores) PutVoicemails(account string, put []inbox.Voicemail, removed []string) error {
	return a.of(account).PutVoicemails("", put, removed)
}
func (a accountStores) PutCalls(account string, put []inbox.Call, removed []string) error {
	return a.of(account).PutCalls("", put, removed)
}
func (a accountStores) PutFollowUp(account string, f inbox.FollowUp) error {
	return a.of(account).PutFollowUp("", f)
}
func (a accountStores) SetUpdated(account string, at time.Time) error {
	return a.of(account).SetUpdated("", at)
}
func (a accountStores) SetNotBefore(account string, at time.Time) error {
	return a.of(account).SetNotBefore("", at)
}
func (a accountStores) MarkRefused(account, password string) error {
	return a.of(account).MarkRefused("", password)
}
func (a accountStores) Refused(account, password string) (bool, error) {
	return a.of(account).Refused("", password)
}
func (a accountStores) ClearRefused(account string) error { return a.of(account).ClearRefused("") }
func (a accountStores) Wipe(account string) error         { return a.of(account).Wipe("") }
