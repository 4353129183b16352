/** Devices that tell what they measure under object identifiers, by maps of what each object means. */
package millwright.connectors.snmp;
