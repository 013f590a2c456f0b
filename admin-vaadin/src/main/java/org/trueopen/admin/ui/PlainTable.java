package org.trueopen.admin.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import java.util.Arrays;
import java.util.List;

/** A table of few rows, all of which stand in the page. */
public final class PlainTable extends NativeTable {

  /** Before a column's name: its cells hold numbers, which stand at the right. */
  private static final String NUMBERS = "#";

  private final List<Boolean> numbers;

  /**
   * @param names of its columns; {@code #Hits} for one of numbers
   */
  public PlainTable(String... names) {
    numbers = Arrays.stream(names).map(name -> name.startsWith(NUMBERS)).toList();
    addClassName("plain-table");
    NativeTableRow row = getHead().addRow();
    for (String name : names) {
      NativeTableHeaderCell header = header(name.replaceFirst("^" + NUMBERS, ""), "col");
      header.setClassName("num", name.startsWith(NUMBERS));
      row.add(header);
    }
  }

  /** A row whose first cell is a heading. */
  public NativeTableRow headedRow(String name) {
    NativeTableRow row = getBody().addRow();
    row.add(header(name, "row"));
    return row;
  }

  /** A row of texts behind one component. */
  public NativeTableRow row(Component first, String... texts) {
    NativeTableRow row = getBody().addRow();
    cell(row).add(first);
    for (String text : texts) {
      cell(row).setText(text);
    }
    return row;
  }

  /** The next cell of a row. */
  public NativeTableCell cell(NativeTableRow row) {
    boolean number = numbers.get((int) row.getChildren().count());
    NativeTableCell cell = row.addDataCell();
    cell.setClassName("num", number);
    return cell;
  }

  private static NativeTableHeaderCell header(String text, String scope) {
    NativeTableHeaderCell header = new NativeTableHeaderCell();
    header.setText(text);
    header.getElement().setAttribute("scope", scope);
    return header;
  }
}
