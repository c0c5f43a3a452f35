"""Everything that podcast apps read: chapters, transcripts, covers, the feed; and what has been published when."""

from audiobook.publish.artwork import TAG_SIZE as TAG_SIZE
from audiobook.publish.artwork import CoverFacts as CoverFacts
from audiobook.publish.artwork import cover as cover
from audiobook.publish.artwork import small_cover as small_cover
from audiobook.publish.companions import companions as companions
from audiobook.publish.companions import cover_facts as cover_facts
from audiobook.publish.publishing import Published as Published
from audiobook.publish.publishing import publish as publish
