package agent

import (
	"context"
	"sync"

	"istratray/app/secret"
)

// memoryVault keeps passwords as long as the program runs: for a demo, which leaves nothing behind.
type memoryVault struct {
	mu    sync.Mutex
	words map[string]string // guarded by mu
}

func newMemoryVault() *memoryVault { return &memoryVault{words: map[string]string{}} }

func (m *memoryVault) Get(_ context.Context, login, host string) (string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if word, ok := m.words[login+"@"+host]; ok {
		return word, nil
	}
	return "", secret.ErrNotFound
}

// AskAgain: it never asks.
func (m *memoryVault) AskAgain() {}

func (m *memoryVault) GetBook(ctx context.Context, name string) (string, error) {
	return m.Get(ctx, "contacts", name)
}

func (m *memoryVault) SetBook(ctx context.Context, name, password string) error {
	return m.Set(ctx, "contacts", name, password)
}

func (m *memoryVault) DeleteBook(ctx context.Context, name string) error {
	return m.Delete(ctx, "contacts", name)
}

func (m *memoryVault) Set(_ context.Context, login, host, password string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.words[login+"@"+host] = password
	return nil
}

func (m *memoryVault) Delete(_ context.Context, login, host string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.words, login+"@"+host)
	return nil
}
