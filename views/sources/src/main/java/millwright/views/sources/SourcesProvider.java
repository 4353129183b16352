package millwright.views.sources;

import millwright.desk.View;
import millwright.desk.ViewContext;
import millwright.desk.ViewProvider;
import millwright.styles.Symbol;

/** The sources in the rail. */
public final class SourcesProvider implements ViewProvider {
    @Override
    public String id() {
        return "sources";
    }

    @Override
    public String title() {
        return "Sources";
    }

    @Override
    public int order() {
        return 11;
    }

    @Override
    public Symbol icon() {
        return Symbol.SOURCES;
    }

    @Override
    public View create(ViewContext context) {
        return new SourcesView(context);
    }
}
