package millwright.connectors.results;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import millwright.analysis.pareto.Axis;
import millwright.analysis.pareto.ParetoRequest;
import millwright.analysis.pareto.Percentiles;
import millwright.analysis.pareto.PowerBasis;
import millwright.feed.Prices;

/**
 * What was written on the command line of {@code pareto}.
 *
 * @param files files, directories and globs
 * @param basis whose power is meant; empty for the one that most points know
 * @param labels fields for every run, see {@link #labels(List)}
 * @param namePatterns regular expressions over file names, tried before InferenceX's
 */
public record ParetoOptions(
        List<String> files,
        Axis x,
        Axis y,
        List<String> groupBy,
        String percentile,
        Optional<PowerBasis> basis,
        Prices prices,
        Map<String, String> labels,
        List<String> namePatterns) {
    public ParetoOptions {
        files = List.copyOf(files);
        groupBy = List.copyOf(groupBy);
        labels = Map.copyOf(labels);
        namePatterns = List.copyOf(namePatterns);
    }

    public static ParetoOptions of(List<String> files) {
        return new ParetoOptions(
                files,
                Axis.INTERACTIVITY,
                Axis.OUTPUT_RATE,
                ParetoRequest.DEFAULT_KEYS,
                Percentiles.MEDIAN,
                Optional.empty(),
                Prices.NONE,
                Map.of(),
                List.of());
    }

    public ParetoOptions axes(Axis newX, Axis newY) {
        return new ParetoOptions(files, newX, newY, groupBy, percentile, basis, prices, labels, namePatterns);
    }

    public ParetoOptions labelled(Map<String, String> newLabels) {
        return new ParetoOptions(files, x, y, groupBy, percentile, basis, prices, newLabels, namePatterns);
    }

    public ParetoOptions grouped(List<String> fields) {
        return new ParetoOptions(files, x, y, fields, percentile, basis, prices, labels, namePatterns);
    }

    public ParetoOptions at(String newPercentile) {
        return new ParetoOptions(files, x, y, groupBy, newPercentile, basis, prices, labels, namePatterns);
    }

    public ParetoOptions on(PowerBasis newBasis) {
        return new ParetoOptions(files, x, y, groupBy, percentile, Optional.of(newBasis), prices, labels, namePatterns);
    }

    public ParetoOptions priced(Prices newPrices) {
        return new ParetoOptions(files, x, y, groupBy, percentile, basis, newPrices, labels, namePatterns);
    }

    /** @param expressions over names of files without {@code .json}, with a named group for each field */
    public ParetoOptions named(List<String> expressions) {
        return new ParetoOptions(files, x, y, groupBy, percentile, basis, prices, labels, expressions);
    }

    /**
     * Labels as people write them: {@code hardware=H200,gpus=8}, given once or several times.
     *
     * @throws IllegalArgumentException naming the one that is not {@code name=value}
     */
    public static Map<String, String> labels(List<String> written) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (String list : written) {
            for (String label : list.split(",", -1)) {
                int equals = label.indexOf('=');
                if (equals < 1 || equals == label.length() - 1) {
                    throw new IllegalArgumentException(
                            "label '" + label + "' is not name=value, for example --label hardware=H200,gpus=8");
                }
                labels.put(
                        label.substring(0, equals).strip(),
                        label.substring(equals + 1).strip());
            }
        }
        return labels;
    }
}
