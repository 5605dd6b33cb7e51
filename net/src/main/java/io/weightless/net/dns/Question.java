package io.weightless.net.dns;

/// What is asked.
record Question(DomainName name, RecordType type) {
  @Override
  public String toString() {
    return name + " " + type;
  }
}
