/** NetBox: where things stand, what feeds them and what is cabled to what, from its interface or an export. */
package millwright.connectors.netbox;
