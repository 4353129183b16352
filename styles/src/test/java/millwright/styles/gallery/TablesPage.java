package millwright.styles.gallery;

import static millwright.styles.gallery.ControlsPage.styled;

import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeTableColumn;
import javafx.scene.control.TreeTableView;
import javafx.scene.layout.VBox;
import millwright.styles.AlarmShapes;

/** A table of alarms, a tree table, and an empty table. */
final class TablesPage {
    private static final PseudoClass UNACK = PseudoClass.getPseudoClass("unack");

    private TablesPage() {}

    private record Row(int priority, boolean unack, String age, String what, String where, String now, String limit) {}

    static Parent build() {
        VBox page = new VBox(16, ControlsPage.head("Tables"), alarms(), tree(), empty());
        return styled(page, "view");
    }

    private static Node alarms() {
        TableView<Row> table = styled(new TableView<>(), "alarm-list");
        table.setPrefHeight(220);
        table.getColumns().add(priority());
        table.getColumns().add(column("State", 90, "state", r -> r.unack() ? "Unack" : "Ack op2"));
        table.getColumns().add(column("Age", 60, "number", Row::age));
        table.getColumns().add(column("What", 260, "what", Row::what));
        table.getColumns().add(column("Where", 140, "what", Row::where));
        table.getColumns().add(column("Now", 90, "number", Row::now));
        table.getColumns().add(column("Limit", 90, "limit", Row::limit));
        table.setRowFactory(_ -> new AlarmRow());
        table.getItems()
                .setAll(
                        new Row(1, true, "5:21", "CDU-04 pump P2 tripped", "CDU-04, row 4", "0 %", "≥ 60 %"),
                        new Row(2, true, "4:52", "Coolant flow low", "TCS-04", "1,480 LPM", "≥ 2,000"),
                        new Row(2, true, "4:27", "SW thermal slowdown x 432", "R4-13 to R4-18", "83 °C", "< 82 °C"),
                        new Row(2, false, "4:01", "TPOT p99 over SLO", "chat-prod", "44.7 ms", "≤ 40.0 ms"),
                        new Row(3, true, "4:34", "Tray outlet high x 108", "R4-13 to R4-18", "46.4 °C", "≤ 46.0 °C"),
                        new Row(3, false, "3:30", "Goodput falling", "chat-prod", "97.1 %", "≥ 95 %"),
                        new Row(4, true, "1:02:17", "Board power implausible", "R3-05 T03 G1", "bad", "0-1,400 W"));
        table.getSelectionModel().select(2);
        return table;
    }

    private static TableColumn<Row, Row> priority() {
        TableColumn<Row, Row> column = new TableColumn<>("P");
        column.setPrefWidth(30);
        column.setCellValueFactory(r -> new ReadOnlyObjectWrapper<>(r.getValue()));
        column.setCellFactory(_ -> new TableCell<>() {
            @Override
            protected void updateItem(Row row, boolean empty) {
                super.updateItem(row, empty);
                setGraphic(empty || row == null ? null : AlarmShapes.node(row.priority(), row.unack(), 14));
            }
        });
        return column;
    }

    private static TableColumn<Row, String> column(String name, double width, String style, Function<Row, String> of) {
        TableColumn<Row, String> column = new TableColumn<>(name);
        column.setPrefWidth(width);
        column.getStyleClass().addAll(style);
        column.setCellValueFactory(r -> new ReadOnlyObjectWrapper<>(of.apply(r.getValue())));
        return column;
    }

    private static final class AlarmRow extends TableRow<Row> {
        @Override
        protected void updateItem(Row row, boolean empty) {
            super.updateItem(row, empty);
            getStyleClass().removeAll("alarm-row", "alarm-1", "alarm-2", "alarm-3", "alarm-4");
            if (row == null || empty) return;
            getStyleClass().addAll("alarm-row", "alarm-" + row.priority());
            pseudoClassStateChanged(UNACK, row.unack());
        }
    }

    private static Node tree() {
        TreeTableView<String> table = new TreeTableView<>();
        table.setPrefHeight(200);
        TreeItem<String> root = new TreeItem<>("MSB-A");
        root.setExpanded(true);
        for (String pdu : List.of("PDU-A1", "PDU-A2", "MCC-A")) {
            TreeItem<String> item = new TreeItem<>(pdu);
            item.getChildren().add(new TreeItem<>("Row 1"));
            item.setExpanded(pdu.endsWith("A1"));
            root.getChildren().add(item);
        }
        table.setRoot(root);
        TreeTableColumn<String, String> name = new TreeTableColumn<>("Constraint");
        name.setPrefWidth(240);
        name.setCellValueFactory(r -> new ReadOnlyObjectWrapper<>(r.getValue().getValue()));
        TreeTableColumn<String, String> observed = new TreeTableColumn<>("observed");
        observed.getStyleClass().add("number");
        observed.setCellValueFactory(_ -> new ReadOnlyObjectWrapper<>("2.39"));
        observed.setSortType(TreeTableColumn.SortType.DESCENDING);
        table.getColumns().add(name);
        table.getColumns().add(observed);
        table.getSortOrder().add(observed);
        table.getSelectionModel().select(1);
        return table;
    }

    private static Node empty() {
        TableView<Row> table = new TableView<>();
        table.setPlaceholder(new Label("No alarm is shelved. Shelve one from its row, for a stated time."));
        table.getColumns().add(column("What", 260, "what", Row::what));
        table.setPrefHeight(90);
        return table;
    }
}
