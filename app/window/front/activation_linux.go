package front

/*
#cgo pkg-config: wayland-client
#include <stdlib.h>
#include <string.h>
#include <wayland-client.h>

// The part of xdg-activation-v1 that hands in a token.
static const struct wl_interface token_interface = {"xdg_activation_token_v1", 1, 0, NULL, 0, NULL};
static const struct wl_interface *token_types[] = {&token_interface};
static const struct wl_interface *activate_types[] = {NULL, &wl_surface_interface};
static const struct wl_message requests[] = {
	{"destroy", "", NULL},
	{"get_activation_token", "n", token_types},
	{"activate", "so", activate_types},
};
static const struct wl_interface activation_interface = {"xdg_activation_v1", 1, 3, requests, 0, NULL};

static void announced(void *name, struct wl_registry *r, uint32_t id, const char *interface, uint32_t version) {
	if (strcmp(interface, activation_interface.name) == 0) *(uint32_t *)name = id;
}
static void withdrawn(void *name, struct wl_registry *r, uint32_t id) {}
static const struct wl_registry_listener listener = {announced, withdrawn};

// activate returns 0 where the compositor knows no tokens. It has an event queue of its own, so that nothing of
// the window's is handled here.
static int activate(struct wl_display *display, struct wl_surface *surface, const char *token) {
	uint32_t name = 0;
	struct wl_event_queue *queue = wl_display_create_queue(display);
	struct wl_display *wrapped = wl_proxy_create_wrapper(display);
	wl_proxy_set_queue((struct wl_proxy *)wrapped, queue);
	struct wl_registry *registry = wl_display_get_registry(wrapped);
	wl_proxy_wrapper_destroy(wrapped);
	wl_registry_add_listener(registry, &listener, &name);
	if (wl_display_roundtrip_queue(display, queue) >= 0 && name != 0) {
		struct wl_proxy *manager = wl_registry_bind(registry, name, &activation_interface, 1);
		wl_proxy_marshal(manager, 2, token, surface);
		wl_proxy_marshal(manager, 0);
		wl_proxy_destroy(manager);
		wl_display_flush(display);
	}
	wl_registry_destroy(registry);
	wl_event_queue_destroy(queue);
	return name != 0;
}
*/
import "C"

import "unsafe"

// Activate hands an activation token to the compositor, for a surface of this process. What that does is the
// compositor's to decide. False means that it knows no tokens. Call it on the goroutine that handles the window's
// events; display is a wl_display, surface a wl_surface.
func Activate(display, surface unsafe.Pointer, token string) bool {
	text := C.CString(token)
	defer C.free(unsafe.Pointer(text))
	return C.activate((*C.struct_wl_display)(display), (*C.struct_wl_surface)(surface), text) != 0
}
