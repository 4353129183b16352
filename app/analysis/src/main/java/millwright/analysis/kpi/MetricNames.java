package millwright.analysis.kpi;

import millwright.plant.MetricId;

/** Catalogue names that analysis reads or derives, written once. */
public final class MetricNames {
    public static final MetricId GPU_POWER = new MetricId("gpu.power");
    public static final MetricId GPU_POWER_LIMIT = new MetricId("gpu.power.limit");
    public static final MetricId GPU_POWER_SHARE = new MetricId("gpu.power.share");
    public static final MetricId GPU_TEMPERATURE = new MetricId("gpu.temperature");
    public static final MetricId GPU_MARGIN = new MetricId("gpu.temperature.margin");
    public static final MetricId GPU_SLOWDOWN = new MetricId("gpu.temperature.slowdown");
    public static final MetricId GPU_CLOCK = new MetricId("gpu.clock.sm");
    public static final MetricId GPU_UTILIZATION = new MetricId("gpu.utilization");
    public static final MetricId GPU_SM_ACTIVE = new MetricId("gpu.sm.active");
    public static final MetricId GPU_TENSOR_ACTIVE = new MetricId("gpu.tensor.active");
    public static final MetricId GPU_DRAM_ACTIVE = new MetricId("gpu.dram.active");
    public static final MetricId GPU_PCIE_RX = new MetricId("gpu.pcie.rx");
    public static final MetricId GPU_NVLINK_RX = new MetricId("gpu.nvlink.rx");
    public static final MetricId GPU_MEMORY_USED = new MetricId("gpu.memory.used");
    public static final MetricId GPU_THROTTLE = new MetricId("gpu.throttle");
    public static final MetricId GPU_XID = new MetricId("gpu.xid.last");
    public static final MetricId GPU_ECC_DOUBLE = new MetricId("gpu.ecc.double");
    public static final MetricId GPU_PROFILE_ENFORCED = new MetricId("gpu.profile.enforced");
    public static final MetricId GPU_PROFILE_SUPPORTED = new MetricId("gpu.profile.supported");
    public static final MetricId NODE_POWER = new MetricId("node.power");
    public static final MetricId NODE_COMMITTED = new MetricId("node.power.committed");
    public static final MetricId NODE_STATE = new MetricId("node.state");
    public static final MetricId RACK_POWER = new MetricId("rack.power");
    public static final MetricId RACK_COMMITTED = new MetricId("rack.power.committed");
    public static final MetricId RACK_FLOW = new MetricId("rack.coolant.flow");
    public static final MetricId RACK_TEMPERATURE = new MetricId("rack.temperature.max");
    public static final MetricId RACK_CLOCK = new MetricId("rack.clock.active");
    public static final MetricId RACK_OUTPUT = new MetricId("rack.output.rate");
    public static final MetricId POWER_OBSERVED = new MetricId("power.observed");
    public static final MetricId POWER_COMMITTED = new MetricId("power.committed");
    public static final MetricId POWER_FAILOVER = new MetricId("power.failover");
    public static final MetricId POWER_BREAKER = new MetricId("power.breaker");
    public static final MetricId COOLING_FLOW = new MetricId("cooling.flow");
    public static final MetricId COOLING_POWER = new MetricId("cooling.power");
    public static final MetricId PUMP_SPEED = new MetricId("pump.speed");
    public static final MetricId LEAK_STATE = new MetricId("leak.state");
    public static final MetricId SWITCH_POWER = new MetricId("switch.power");
    public static final MetricId LINK_STATE = new MetricId("link.state");
    public static final MetricId LINK_FLAPS = new MetricId("link.flaps");
    public static final MetricId JOB_GPUS = new MetricId("job.gpus");
    public static final MetricId JOB_POWER = new MetricId("job.power");
    public static final MetricId JOB_GPU_POWER = new MetricId("job.power.gpu");
    public static final MetricId JOB_OUTPUT = new MetricId("job.output.rate");
    public static final MetricId JOB_EXPECTED = new MetricId("job.output.expected");
    public static final MetricId JOB_USEFUL = new MetricId("job.gpus.useful");
    public static final MetricId ENDPOINT_OUTPUT = new MetricId("endpoint.output.rate");
    public static final MetricId ENDPOINT_EXPECTED = new MetricId("endpoint.output.expected");
    public static final MetricId SITE_POWER = new MetricId("site.power");
    public static final MetricId SITE_LIMIT = new MetricId("site.power.limit");
    public static final MetricId SITE_COMMITTED = new MetricId("site.power.committed");
    public static final MetricId SITE_IT = new MetricId("site.power.it");
    public static final MetricId SITE_INFERENCE = new MetricId("site.power.inference");
    public static final MetricId SITE_TRAINING = new MetricId("site.power.training");
    public static final MetricId SITE_OTHER = new MetricId("site.power.other");
    public static final MetricId SITE_COOLING = new MetricId("site.power.cooling");
    public static final MetricId SITE_LOSS = new MetricId("site.power.loss");
    public static final MetricId SITE_PUE = new MetricId("site.pue");
    public static final MetricId SITE_EFFICIENCY = new MetricId("site.efficiency");
    public static final MetricId SITE_HEADROOM = new MetricId("site.thermal.headroom");
    public static final MetricId SITE_GPUS = new MetricId("site.gpus");
    public static final MetricId SITE_USEFUL = new MetricId("site.gpus.useful");
    public static final MetricId SITE_IDLE = new MetricId("site.gpus.idle");
    public static final MetricId SITE_OUTPUT = new MetricId("site.output.rate");
    public static final MetricId SITE_EXPECTED = new MetricId("site.output.expected");

    private MetricNames() {}
}
