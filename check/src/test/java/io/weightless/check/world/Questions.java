package io.weightless.check.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// All questions of a run, each with a number of its own that it and its answer are made of.
final class Questions {
  private final Set<Integer> asked = new TreeSet<>();
  private final Set<Integer> handled = new TreeSet<>();
  private int last;

  /// The number of a new one.
  int next() {
    return ++last;
  }

  List<Integer> several() {
    List<Integer> numbers = new ArrayList<>();
    for (int count = Choice.between(1, 6); count > 0; count--) {
      numbers.add(next());
    }
    return numbers;
  }

  /// The text of one, which is asked now.
  String ask(int number) {
    asked.add(number);
    return question(number);
  }

  /// @return the number of the one that came
  int handled(String question) {
    int number = Integer.parseInt(question.substring(0, question.indexOf(' ')));
    if (!question.equals(question(number)) || !asked.contains(number)) {
      throw new AssertionError("nobody asked " + question);
    }
    if (!handled.add(number)) {
      throw new AssertionError("answered twice: " + question);
    }
    return number;
  }

  private static String question(int number) {
    return number + " " + "?".repeat(number * 37 % 1_900);
  }

  static String answer(int number) {
    return "to " + number + " " + "!".repeat(number * 41 % 2_100);
  }
}
