/** NVIDIA's catalogue of GPU and NVSwitch errors, as tables that sources and rules share. */
package millwright.feed.xid;
