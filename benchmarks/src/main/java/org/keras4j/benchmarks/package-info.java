/** JMH benchmarks of kernels, of whole models, and of loading; and profiles of plans. */
package org.keras4j.benchmarks;
