package io.weightless.tool.inspect;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What there is to see of a program.
@SuppressWarnings("ImmutableEnumChecker") // its lists are
public enum View {
  TASKS(
      1,
      List.of(Order.TREE, Order.HELD, Order.RATE, Order.AGE, Order.NAME),
      Column.amount("HELD", 6, Order.HELD),
      Column.amount("TURNS/s", 7, Order.RATE).from(64),
      Column.amount("AGE", 6, Order.AGE).from(50),
      Column.text("TASK", 1, Order.NAME).asTree(),
      Column.text("WHAT IT DOES", 1, null)),
  COMPONENTS(
      2,
      List.of(Order.TREE, Order.RATE, Order.NAME),
      Column.text("COMPONENT, PORT", 3, Order.NAME).asTree(),
      Column.amount("BOX", 9, null),
      Column.amount("IN/s", 7, Order.RATE).from(64),
      Column.amount("OUT/s", 7, null),
      Column.text("STATE, WIRE", 2, null)),
  CHANNELS(
      3,
      List.of(Order.TREE, Order.RATE, Order.NAME),
      Column.text("CHANNEL", 1, Order.NAME).asTree(),
      Column.amount("BOX", 9, null),
      Column.amount("IN/s", 7, Order.RATE).from(64),
      Column.amount("OUT/s", 7, null),
      Column.amount("DROPPED", 7, null).from(100),
      Column.text("WHO", 1, null)),
  STREAMS(
      4,
      List.of(Order.TREE, Order.RATE, Order.NAME),
      Column.text("STREAM", 1, Order.NAME).asTree(),
      Column.amount("IN/s", 8, Order.RATE),
      Column.amount("OUT/s", 8, null),
      Column.amount("RECEIVED", 8, null).from(64),
      Column.amount("SENT", 8, null).from(64));

  /// The key for it.
  final int number;

  private final List<Order> orders;
  private final List<Column> columns;

  View(int number, List<Order> orders, Column... columns) {
    this.number = number;
    this.orders = orders;
    this.columns = List.of(columns);
  }

  List<Column> columns() {
    return columns;
  }

  /// Those that make sense here.
  List<Order> orders() {
    return orders;
  }

  Order after(Order order) {
    return orders.get((orders.indexOf(order) + 1) % orders.size());
  }

  static View numbered(int number) {
    return Arrays.stream(values()).filter(one -> one.number == number).findFirst().orElseThrow();
  }

  View next() {
    return numbered(number % values().length + 1);
  }

  String title() {
    return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
  }
}
