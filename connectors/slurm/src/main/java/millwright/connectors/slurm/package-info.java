/** Slurm through slurmrestd: what its nodes and jobs are doing, and orders to them that are read back. */
package millwright.connectors.slurm;
