//! Tables of each shape, and what is made of them.
