/* Stands in for Windows' toasts, which Wine lacks: it shows none, and writes a line for each that would have been
   shown or withdrawn to toasts.log in the folder for temporary files. FAKE_TOASTS_SETTING is what the user's
   settings say (0 = shown). Objects are never freed: a test's process is short. */
#include <windows.h>
#include <winstring.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

#define SLOTS 24
#define MOST 4

typedef struct thing thing;
typedef struct { void *const *methods; thing *owner; GUID iid; } face;
struct thing { face faces[MOST]; int count; LONG refs; HSTRING app, tag, group, text; BYTE quiet; thing *content; };

static const GUID unknown_iid = {0, 0, 0, {0xc0, 0, 0, 0, 0, 0, 0, 0x46}};
static const GUID inspectable_iid = {0xaf86e2e0, 0xb12d, 0x4c6a, {0x9c, 0x5a, 0xd7, 0xaa, 0x65, 0x10, 0x1e, 0x90}};
static const GUID factory_iid = {0x00000035, 0, 0, {0xc0, 0, 0, 0, 0, 0, 0, 0x46}};
static const GUID manager_iid = {0x50ac103f, 0xd235, 0x4598, {0xbb, 0xef, 0x98, 0xfe, 0x4d, 0x1a, 0x3a, 0xd4}};
static const GUID manager2_iid = {0x7ab93c52, 0x0e48, 0x4750, {0xba, 0x9d, 0x1a, 0x41, 0x13, 0x98, 0x18, 0x47}};
static const GUID toasts_iid = {0x04124b20, 0x82c6, 0x4229, {0xb1, 0x09, 0xfd, 0x9e, 0xd4, 0x66, 0x2b, 0x53}};
static const GUID toast_iid = {0x997e2675, 0x059e, 0x4e60, {0x8b, 0x06, 0x17, 0x60, 0x91, 0x7c, 0x8b, 0x80}};
static const GUID toast2_iid = {0x9dfb9fd1, 0x143a, 0x490e, {0x90, 0xbf, 0xb9, 0xfb, 0xa7, 0x13, 0x2d, 0xe7}};
static const GUID notifier_iid = {0x75927b93, 0x03f3, 0x41ec, {0x91, 0xd3, 0x6e, 0x5b, 0xac, 0x1b, 0x38, 0xe7}};
static const GUID history_iid = {0x5caddc63, 0x01d3, 0x4c97, {0x98, 0x6f, 0x05, 0x33, 0x48, 0x3f, 0xee, 0x14}};
static const GUID history2_iid = {0x3bc3d253, 0x2f31, 0x4092, {0x91, 0x29, 0x8a, 0xd5, 0xab, 0xf0, 0x67, 0xda}};
static const GUID xml_iid = {0xf7f3a506, 0x1e87, 0x42d6, {0xbc, 0xfb, 0xb8, 0xc8, 0x09, 0xfa, 0x54, 0x94}};
static const GUID xmlio_iid = {0x6cd0e74e, 0xee65, 0x4489, {0x9e, 0xbf, 0xca, 0x43, 0xe8, 0x7b, 0xa6, 0x37}};
static const GUID list_iid = {0xba0aff1f, 0x6a8a, 0x5a7e, {0xa9, 0xf7, 0x50, 0x5b, 0x62, 0x66, 0xa4, 0x36}};

static CRITICAL_SECTION guard;
static thing *shown[256]; /* what is in the Action Center */
static int shown_count;

static void put(FILE *log, const char *name, HSTRING text)
{
    char bytes[16384];
    UINT32 units;
    const WCHAR *raw = WindowsGetStringRawBuffer(text, &units);
    int n = WideCharToMultiByte(CP_UTF8, 0, raw, units, bytes, sizeof bytes, NULL, NULL);
    fprintf(log, " %s=%.*s", name, n, bytes);
}

static void note(const char *what, HSTRING app, HSTRING tag, HSTRING group, HSTRING text, int quiet)
{
    WCHAR path[MAX_PATH];
    FILE *log;
    GetTempPathW(MAX_PATH, path);
    wcscat(path, L"toasts.log");
    if (!(log = _wfopen(path, L"ab"))) return;
    fprintf(log, "%s%s", what, quiet ? "-QUIETLY" : "");
    put(log, "app", app);
    put(log, "tag", tag);
    put(log, "group", group);
    if (text) put(log, "xml", text);
    fputc('\n', log);
    fclose(log);
}

static HRESULT WINAPI query(face *self, const GUID *iid, void **out)
{
    thing *t = self->owner;
    for (int i = 0; i < t->count; i++)
        if (IsEqualGUID(iid, &t->faces[i].iid) || (!i && (IsEqualGUID(iid, &unknown_iid) || IsEqualGUID(iid, &inspectable_iid)))) {
            InterlockedIncrement(&t->refs);
            *out = &t->faces[i];
            return S_OK;
        }
    *out = NULL;
    return E_NOINTERFACE;
}
static ULONG WINAPI add_ref(face *self) { return InterlockedIncrement(&self->owner->refs); }
static ULONG WINAPI release(face *self) { return InterlockedDecrement(&self->owner->refs); }
static HRESULT WINAPI lacking(void) { return E_NOTIMPL; }

static thing *create(void) { thing *t = calloc(1, sizeof *t); t->refs = 1; return t; }
static void add(thing *t, const GUID *iid, void *const *methods)
{
    face *f = &t->faces[t->count++];
    f->methods = methods;
    f->owner = t;
    f->iid = *iid;
}

#define INSPECTABLE query, add_ref, release, lacking, lacking, lacking
#define REST6 lacking, lacking, lacking, lacking, lacking, lacking

/* The XML document. */
static HRESULT WINAPI load(face *self, HSTRING text) { return WindowsDuplicateString(text, &self->owner->text); }
static void *const xml_methods[SLOTS] = {INSPECTABLE, REST6, REST6};
static void *const xmlio_methods[SLOTS] = {INSPECTABLE, load, REST6};
static HRESULT WINAPI new_xml(face *self, void **out)
{
    thing *t = create();
    add(t, &xml_iid, xml_methods);
    add(t, &xmlio_iid, xmlio_methods);
    *out = &t->faces[0];
    return S_OK;
}
static void *const xml_factory[SLOTS] = {INSPECTABLE, new_xml};

/* A toast. */
static HRESULT WINAPI set_tag(face *self, HSTRING s) { return WindowsDuplicateString(s, &self->owner->tag); }
static HRESULT WINAPI get_tag(face *self, HSTRING *s) { return WindowsDuplicateString(self->owner->tag, s); }
static HRESULT WINAPI set_group(face *self, HSTRING s) { return WindowsDuplicateString(s, &self->owner->group); }
static HRESULT WINAPI set_quiet(face *self, BYTE quiet) { self->owner->quiet = quiet; return S_OK; }
static void *const toast_methods[SLOTS] = {INSPECTABLE, REST6, REST6};
static void *const toast2_methods[SLOTS] = {INSPECTABLE, set_tag, get_tag, set_group, lacking, set_quiet, lacking};
static HRESULT WINAPI new_toast(face *self, face *content, void **out)
{
    thing *t = create();
    add(t, &toast_iid, toast_methods);
    add(t, &toast2_iid, toast2_methods);
    t->content = content->owner;
    *out = &t->faces[0];
    return S_OK;
}
static void *const toasts_factory[SLOTS] = {INSPECTABLE, new_toast};

static int same(HSTRING a, HSTRING b) { INT32 order; return SUCCEEDED(WindowsCompareStringOrdinal(a, b, &order)) && !order; }
static int find(HSTRING tag) { for (int i = 0; i < shown_count; i++) if (same(shown[i]->tag, tag)) return i; return -1; }

/* The notifier. */
static HRESULT WINAPI show(face *self, face *toast)
{
    thing *t = toast->owner;
    int at;
    EnterCriticalSection(&guard);
    at = find(t->tag);
    if (at >= 0) shown[at] = t;
    else if (shown_count < 256) shown[shown_count++] = t;
    note("SHOW", self->owner->app, t->tag, t->group, t->content->text, t->quiet);
    LeaveCriticalSection(&guard);
    return S_OK;
}
static HRESULT WINAPI setting(face *self, int *out)
{
    char value[8] = "0";
    GetEnvironmentVariableA("FAKE_TOASTS_SETTING", value, sizeof value);
    *out = atoi(value);
    return S_OK;
}
static void *const notifier_methods[SLOTS] = {INSPECTABLE, show, lacking, setting, REST6};

/* The history. */
static HRESULT WINAPI remove_one(face *self, HSTRING tag, HSTRING group, HSTRING app)
{
    int at;
    EnterCriticalSection(&guard);
    at = find(tag);
    if (at >= 0) shown[at] = shown[--shown_count];
    note("REMOVE", app, tag, group, NULL, 0);
    LeaveCriticalSection(&guard);
    return at >= 0 ? S_OK : HRESULT_FROM_WIN32(ERROR_NOT_FOUND);
}
static HRESULT WINAPI at(face *self, UINT32 i, void **out)
{
    if (i >= shown_count) return 0x8000000b; /* E_BOUNDS */
    InterlockedIncrement(&shown[i]->refs);
    *out = &shown[i]->faces[0];
    return S_OK;
}
static HRESULT WINAPI size(face *self, UINT32 *out) { *out = shown_count; return S_OK; }
static void *const list_methods[SLOTS] = {INSPECTABLE, at, size, lacking, lacking};
static HRESULT WINAPI all(face *self, HSTRING app, void **out)
{
    thing *t = create();
    add(t, &list_iid, list_methods);
    *out = &t->faces[0];
    return S_OK;
}
static void *const history_methods[SLOTS] = {INSPECTABLE, lacking, lacking, remove_one, lacking, lacking, lacking, lacking};
static void *const history2_methods[SLOTS] = {INSPECTABLE, lacking, all};

/* The manager. */
static HRESULT WINAPI new_notifier(face *self, HSTRING app, void **out)
{
    thing *t = create();
    add(t, &notifier_iid, notifier_methods);
    WindowsDuplicateString(app, &t->app);
    *out = &t->faces[0];
    return S_OK;
}
static HRESULT WINAPI history(face *self, void **out)
{
    thing *t = create();
    add(t, &history_iid, history_methods);
    add(t, &history2_iid, history2_methods);
    *out = &t->faces[0];
    return S_OK;
}
static void *const manager_methods[SLOTS] = {INSPECTABLE, lacking, new_notifier, lacking};
static void *const manager2_methods[SLOTS] = {INSPECTABLE, history};
static void *const plain_factory[SLOTS] = {INSPECTABLE, lacking};

HRESULT WINAPI DllGetActivationFactory(HSTRING class, void **out)
{
    static LONG ready;
    const WCHAR *name = WindowsGetStringRawBuffer(class, NULL);
    thing *t = create();
    if (!InterlockedExchange(&ready, 1)) InitializeCriticalSection(&guard);
    if (!wcscmp(name, L"Windows.Data.Xml.Dom.XmlDocument")) {
        add(t, &factory_iid, xml_factory);
    } else if (!wcscmp(name, L"Windows.UI.Notifications.ToastNotification")) {
        add(t, &factory_iid, plain_factory);
        add(t, &toasts_iid, toasts_factory);
    } else if (!wcscmp(name, L"Windows.UI.Notifications.ToastNotificationManager")) {
        add(t, &factory_iid, plain_factory);
        add(t, &manager_iid, manager_methods);
        add(t, &manager2_iid, manager2_methods);
    } else {
        free(t);
        return REGDB_E_CLASSNOTREG;
    }
    *out = &t->faces[0];
    return S_OK;
}
