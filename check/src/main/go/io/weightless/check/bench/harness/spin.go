// What each of Go's programs here needs: Fork, ParentWatch and Spin of the JVM's.
package main

import (
	"fmt"
	"io"
	"os"
	"sort"
	"strconv"
	"time"
)

// Ends the process when the one that started it is gone.
func awaitParent() {
	io.Copy(io.Discard, os.Stdin)
	os.Exit(0)
}

// The number behind the work on the command line.
func amount() int {
	amount, err := strconv.Atoi(os.Args[2])
	if err != nil {
		panic(err)
	}
	return amount
}

func report(name string, value float64) {
	fmt.Println("result", name, value)
}

// The median of batches, after as long a time unmeasured.
func spin(millis int, batch func() float64) {
	batches(millis, batch)
	values := batches(millis, batch)
	sort.Float64s(values)
	report("ns", values[len(values)/2])
}

func batches(millis int, batch func() float64) []float64 {
	var values []float64
	end := time.Now().Add(time.Duration(millis) * time.Millisecond)
	for len(values) == 0 || time.Now().Before(end) {
		values = append(values, batch())
	}
	return values
}

func timed(count int, work func()) func() float64 {
	return func() float64 {
		start := time.Now()
		work()
		return float64(time.Since(start).Nanoseconds()) / float64(count)
	}
}
