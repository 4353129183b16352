package millwright.walls;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Methods whose body is longer than allowed, found by the compiler's own parser. */
record LongMethods(int longest) {
    List<String> in(Path root, List<Path> files) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> found = new ArrayList<>();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
            var sources = manager.getJavaFileObjectsFromPaths(
                    files.stream().map(root::resolve).toList());
            var task = (JavacTask) compiler.getTask(
                    null, manager, new DiagnosticCollector<JavaFileObject>(), List.of("-proc:none"), null, sources);
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                new Scanner(root, unit, positions, found).scan(unit, null);
            }
        }
        return found;
    }

    private final class Scanner extends TreeScanner<@Nullable Void, @Nullable Void> {
        private final Path root;
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<String> found;

        Scanner(Path root, CompilationUnitTree unit, SourcePositions positions, List<String> found) {
            this.root = root;
            this.unit = unit;
            this.positions = positions;
            this.found = found;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
            BlockTree body = method.getBody();
            if (body != null) {
                LineMap lines = unit.getLineMap();
                long first = lines.getLineNumber(positions.getStartPosition(unit, body));
                long last = lines.getLineNumber(positions.getEndPosition(unit, body));
                long between = last - first - 1;
                if (between > longest) {
                    Path file = root.relativize(Path.of(unit.getSourceFile().toUri()));
                    found.add(file + ":" + first + ": " + method.getName() + " has " + between + " lines, at most "
                            + longest);
                }
            }
            return super.visitMethod(method, nothing);
        }
    }
}
