/** The CPU backend: its settings, its catalogue of kernels, and how it is found. */
package org.keras4j.backend.cpu;
