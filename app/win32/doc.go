// Package win32 calls what Windows has and golang.org/x/sys lacks: COM and WinRT objects, and a hidden window for
// what the system tells programs by messages. It uses no cgo. On other systems there is little of it: what can be
// tested.
//
// COM belongs to threads: whoever uses it locks its goroutine to one (runtime.LockOSThread) and initialises that.
// Interface pointers of the multithreaded apartment may be used on each of its threads.
package win32
