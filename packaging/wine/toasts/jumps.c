/* Stands in for the list of the taskbar's button, which Wine lacks: it writes each list that is committed to jumps.log in
   the folder for temporary files, a line an entry, and a line when one is deleted. Objects are never freed: a test's process
   is short. */
#define COBJMACROS
#include <initguid.h>
#include <windows.h>
#include <shobjidl.h>
#include <shlobj.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

#define MOST 64

typedef struct { const IObjectCollectionVtbl *methods; UINT count; IUnknown *items[MOST]; } collection;
typedef struct { const ICustomDestinationListVtbl *methods; WCHAR app[128]; char text[1 << 20]; } list;
typedef struct { const IClassFactoryVtbl *methods; int list; } factory;

static ULONG WINAPI add_ref(void *self) { return 2; }
static ULONG WINAPI release(void *self) { return 1; }
static HRESULT WINAPI query(void *self, const IID *iid, void **out) { *out = self; return S_OK; } /* one interface each */

static HRESULT WINAPI count(IObjectCollection *self, UINT *n) { *n = ((collection *)self)->count; return S_OK; }
static HRESULT WINAPI at(IObjectCollection *self, UINT i, const IID *iid, void **out)
{
    collection *c = (collection *)self;
    return i < c->count ? IUnknown_QueryInterface(c->items[i], iid, out) : E_INVALIDARG;
}
static HRESULT WINAPI append(IObjectCollection *self, IUnknown *item)
{
    collection *c = (collection *)self;
    if (c->count == MOST) return E_OUTOFMEMORY;
    IUnknown_AddRef(item);
    c->items[c->count++] = item;
    return S_OK;
}
static HRESULT WINAPI append_all(IObjectCollection *self, IObjectArray *others) { return E_NOTIMPL; }
static HRESULT WINAPI remove_at(IObjectCollection *self, UINT i) { return E_NOTIMPL; }
static HRESULT WINAPI clear(IObjectCollection *self) { return E_NOTIMPL; }
static const IObjectCollectionVtbl collection_methods = {(void *)query, (void *)add_ref, (void *)release, count, at, append,
    append_all, remove_at, clear};

static collection *new_collection(void)
{
    collection *c = calloc(1, sizeof *c);
    c->methods = &collection_methods;
    return c;
}

static void say(char *text, const char *name, const WCHAR *value)
{
    char bytes[65536];
    WideCharToMultiByte(CP_UTF8, 0, value, -1, bytes, sizeof bytes, NULL, NULL);
    sprintf(text + strlen(text), " %s=%s", name, bytes);
}

/* Wine doesn't keep a shortcut's title, but its description, which is to be the same. */
static HRESULT entries(list *l, const char *what, const WCHAR *heading, IObjectArray *array)
{
    UINT n = 0;
    WCHAR text[32768];
    IObjectArray_GetCount(array, &n);
    if (!n) return E_INVALIDARG;
    for (UINT i = 0; i < n; i++) {
        IShellLinkW *link;
        if (FAILED(IObjectArray_GetAt(array, i, &IID_IShellLinkW, (void **)&link))) return E_INVALIDARG;
        strcat(l->text, what);
        if (heading) say(l->text, "heading", heading);
        IShellLinkW_GetArguments(link, text, 32768);
        say(l->text, "arguments", text);
        IShellLinkW_GetDescription(link, text, 1024);
        say(l->text, "title", text);
        strcat(l->text, "\n");
        IShellLinkW_Release(link);
    }
    return S_OK;
}

static HRESULT write_down(const char *what, const WCHAR *app, const char *text)
{
    WCHAR path[MAX_PATH];
    FILE *log;
    char first[512];
    sprintf(first, "%s", what);
    say(first, "app", app);
    GetTempPathW(MAX_PATH, path);
    wcscat(path, L"jumps.log");
    if (!(log = _wfopen(path, L"ab"))) return E_FAIL;
    fprintf(log, "%s\n%s", first, text);
    fclose(log);
    return S_OK;
}

static HRESULT WINAPI set_app(ICustomDestinationList *self, LPCWSTR app) { wcsncpy(((list *)self)->app, app, 127); return S_OK; }
static HRESULT WINAPI begin(ICustomDestinationList *self, UINT *slots, const IID *iid, void **removed)
{
    *slots = 10;
    *removed = new_collection();
    ((list *)self)->text[0] = 0;
    return S_OK;
}
static HRESULT WINAPI category(ICustomDestinationList *self, LPCWSTR heading, IObjectArray *array)
{
    return entries((list *)self, "NEW", heading, array);
}
static HRESULT WINAPI known(ICustomDestinationList *self, KNOWNDESTCATEGORY which) { return E_NOTIMPL; }
static HRESULT WINAPI tasks(ICustomDestinationList *self, IObjectArray *array) { return entries((list *)self, "TASK", NULL, array); }
static HRESULT WINAPI commit(ICustomDestinationList *self) { list *l = (list *)self; return write_down("LIST", l->app, l->text); }
static HRESULT WINAPI removed(ICustomDestinationList *self, const IID *iid, void **out) { *out = new_collection(); return S_OK; }
static HRESULT WINAPI delete_list(ICustomDestinationList *self, LPCWSTR app) { return write_down("DELETED", app, ""); }
static HRESULT WINAPI abort_list(ICustomDestinationList *self) { return S_OK; }
static const ICustomDestinationListVtbl list_methods = {(void *)query, (void *)add_ref, (void *)release, set_app, begin,
    category, known, tasks, commit, removed, delete_list, abort_list};

static HRESULT WINAPI create(IClassFactory *self, IUnknown *outer, const IID *iid, void **out)
{
    list *l;
    if (!((factory *)self)->list) {
        *out = new_collection();
        return S_OK;
    }
    *out = l = calloc(1, sizeof *l);
    l->methods = &list_methods;
    return S_OK;
}
static HRESULT WINAPI lock(IClassFactory *self, BOOL on) { return S_OK; }
static const IClassFactoryVtbl factory_methods = {(void *)query, (void *)add_ref, (void *)release, create, lock};

HRESULT WINAPI DllGetClassObject(const CLSID *class, const IID *iid, void **out)
{
    static factory lists = {&factory_methods, 1}, collections = {&factory_methods, 0};
    *out = IsEqualGUID(class, &CLSID_DestinationList) ? &lists : &collections;
    return S_OK;
}
HRESULT WINAPI DllCanUnloadNow(void) { return S_FALSE; }
