package millwright.connectors.results;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import millwright.analysis.pareto.ServingResults;

/** Result files for the screens. */
public final class ResultFiles implements ServingResults {
    @Override
    public Read read(List<Path> files) {
        ResultSet read = new ResultReader(Map.of(), NamePatterns.standard())
                .read(files.stream().map(Path::toString).toList());
        List<String> problems = new ArrayList<>();
        read.problems().forEach(p -> problems.add(p.toString()));
        problems.addAll(read.notes());
        return new Read(read.points(), problems);
    }
}
