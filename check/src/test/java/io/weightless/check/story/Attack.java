package io.weightless.check.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/// A request that two implementations might read differently, and what has to become of it.
///
/// Inside it, where one of the two would not look for it, stands a request for `/smuggled/`; behind
/// it one for `/after.txt`, which ends the connection. `{token}` stands for a number that is new
/// each time, of the same length.
record Attack(String name, Verdict verdict, String request) {
  static final String SMUGGLED = "GET /smuggled/{token} HTTP/1.1\r\nHost: a\r\n\r\n";

  private static final String AFTER =
      "GET /after.txt?{token} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

  enum Verdict {
    /// One response, which says so or is cut off; nothing that follows is read.
    REFUSED,

    /// It has one meaning, and the smuggled request is part of its body.
    TAKEN,

    /// One or the other.
    SAFE
  }

  /// All that is sent.
  String bytes(String token) {
    return (request + AFTER).replace("{token}", token);
  }

  boolean isHead() {
    return request.startsWith("HEAD ");
  }

  /// Whether these, until the end of the connection, are what it deserves.
  void judge(List<Answer> answers, String token) {
    switch (verdict) {
      case REFUSED -> assertRefused(answers);
      case TAKEN -> assertTaken(answers, token);
      case SAFE -> {
        if (answers.size() != 1) {
          assertTaken(answers, token);
        }
      }
    }
  }

  private static void assertRefused(List<Answer> answers) {
    assertThat(answers).hasSize(1);
    assertThat(answers.getFirst())
        .matches(answer -> !answer.isWhole() || answer.status() >= 400, "refused or cut off");
  }

  private void assertTaken(List<Answer> answers, String token) {
    assertThat(answers).hasSize(2).allMatch(Answer::isWhole);
    if (request.startsWith("POST /echo")) {
      assertThat(answers.getFirst().status()).isEqualTo(200);
      assertThat(answers.getFirst().text()).contains(SMUGGLED.replace("{token}", token));
    }
    assertThat(answers.getLast().status()).isEqualTo(200);
    assertThat(answers.getLast().text()).isEqualTo("after\n");
  }

  @Override
  public String toString() {
    return name;
  }
}
