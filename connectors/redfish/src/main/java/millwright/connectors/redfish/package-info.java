/** Redfish: what management controllers say of servers, power and cooling equipment, and the power limits they take. */
package millwright.connectors.redfish;
