package io.weightless.check.bench.coroutine

import java.nio.ByteBuffer

/** Kotlin's `sequence`, whose iterator asks each sequence that another one is yielding for the next. */
class KotlinSequences : Stepping {

  override fun steps(depth: Int) = maxOf(100, 100_000 / depth)

  override fun step(values: Int, depth: Int): Long {
    var sum = 0L
    for (value in deep(values, depth)) {
      sum += value
    }
    return sum
  }

  private fun deep(values: Int, depth: Int): Sequence<Int> = sequence {
    yieldAll(if (depth > 1) deep(values, depth - 1) else count(values))
  }

  private fun count(values: Int) = sequence {
    for (value in 0 until values) {
      yield(value)
    }
  }

  override fun pipeline(values: Int): Long {
    var pipeline = count(values)
    repeat(Buffers.KEYS.size) { pipeline = addOne(pipeline) }
    var sum = 0L
    for (value in pipeline) {
      sum += value
    }
    return sum
  }

  private fun addOne(before: Sequence<Int>) = sequence {
    for (value in before) {
      yield(value + 1)
    }
  }

  override fun buffers(count: Int): Long {
    var pipeline = fill(count)
    for (key in Buffers.KEYS) {
      pipeline = change(pipeline, key)
    }
    var sum = 0L
    for (buffer in pipeline) {
      sum += Buffers.value(buffer)
    }
    return sum
  }

  private fun fill(count: Int) = sequence {
    val buffer = Buffers.fresh()
    for (number in 0 until count) {
      yield(Buffers.filled(buffer, number))
    }
  }

  private fun change(before: Sequence<ByteBuffer>, key: Int) = sequence {
    for (buffer in before) {
      yield(Buffers.changed(buffer, key))
    }
  }

  override fun pause(count: Int, whenPaused: Runnable) {
    val paused = List(count) { sequence { yield(1) }.iterator().also { it.hasNext() } }
    whenPaused.run()
    check(paused.sumOf { it.next() } == count)
  }
}
