package io.weightless.tool.inspect;

import java.util.Locale;

/// What the user wants to see.
///
/// @param filter what has to be in a line; in whatever case
public record Choice(View view, Order order, String filter) {
  /// An order that the view does not have is that of a tree.
  public Choice {
    order = view.orders().contains(order) ? order : Order.TREE;
  }

  Choice with(View other) {
    return new Choice(other, order, filter);
  }

  Choice with(Order other) {
    return new Choice(view, other, filter);
  }

  Choice with(String other) {
    return new Choice(view, order, other);
  }

  boolean accepts(Row row) {
    String wanted = filter.toLowerCase(Locale.ROOT);
    return wanted.isEmpty()
        || row.name().toLowerCase(Locale.ROOT).contains(wanted)
        || row.about().toLowerCase(Locale.ROOT).contains(wanted);
  }
}
