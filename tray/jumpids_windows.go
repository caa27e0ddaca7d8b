package tray

import "istratray/app/win32"

// The shell's classes and interfaces of a jump list.
var (
	listClass       = win32.GUID("77f10cf0-3db5-4966-b520-b7c54fd35ed6")
	listIID         = win32.GUID("6332debf-87b5-4670-90c0-5e57b408a49e")
	collectionClass = win32.GUID("2d3468c1-36a7-43b6-ac24-d3f02fd9607a")
	collectionIID   = win32.GUID("5632b1a4-e38a-400a-928a-d4cd63230295")
	arrayIID        = win32.GUID("92ca9dcd-5622-4bba-a805-5e9f541bd8c9")
	linkClass       = win32.GUID("00021401-0000-0000-c000-000000000046")
	linkIID         = win32.GUID("000214f9-0000-0000-c000-000000000046")
	storeIID        = win32.GUID("886d8eeb-8cf2-4446-8d02-cdba1dbdcf99")
	titleKey        = propertyKey{win32.GUID("f29f85e0-4ff9-1068-ab91-08002b27b3d9"), 2}
)

// Places of the methods used.
const (
	listSetAppID       = 3
	listBegin          = 4
	listAppendCategory = 5
	listAddUserTasks   = 7
	listCommit         = 8
	listDelete         = 10
	arraySize          = 3
	arrayAt            = 4
	collectionAdd      = 5
	linkSetDescription = 7
	linkArguments      = 10
	linkSetArguments   = 11
	linkSetIcon        = 17
	linkSetPath        = 20
	storeSetValue      = 6
	storeCommit        = 7
)
