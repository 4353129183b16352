/** Devices that tell what they measure under numbers, by maps of what each number means. */
package millwright.connectors.modbus;
