/** A site of whole pages that Turbo exchanges without loading them. */
import '@hotwired/turbo';
